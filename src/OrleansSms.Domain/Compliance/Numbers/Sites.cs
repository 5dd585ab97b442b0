using System.Collections.Concurrent;
using OrleansSms.Domain.Compliance.Hours;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Compliance.Numbers;

/// <summary>
/// The site of each recipient, by the best evidence there is: the contact's own zone, its postal code, the number's area code, its country. What a number tells is
/// remembered by its first digits, since reading a number costs as much as the rest of a decision. Used by many threads.
/// </summary>
public sealed class Sites(NumberPlan plan, QuietHoursTable hours)
{
    /// <summary>Digits by which a number's site is remembered: the longest beginning of a number that has a zone of its own.</summary>
    public const int RememberedDigits = 7;

    /// <summary>Beginnings that are remembered; a number of another one is read anew. Some hundred bytes each.</summary>
    private const int MaxRemembered = 100_000;

    private readonly ConcurrentDictionary<long, Remembered> _beginnings = new();
    private readonly ConcurrentDictionary<string, Site> _sites = new(StringComparer.Ordinal);

    /// <summary>What numbers tell.</summary>
    public NumberPlan Plan => plan;

    /// <summary>The rules of jurisdictions.</summary>
    public QuietHoursTable Hours => hours;

    /// <summary>Where a recipient is.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="place">What else is known of where it is; null = nothing.</param>
    public Site Find(Msisdn number, RecipientPlace? place)
    {
        var known = Remember(number);
        return place is null ? known.Site : FindBy(known.Area, place) ?? known.Site;
    }

    private Remembered Remember(Msisdn number)
    {
        var beginning = BeginningOf(number);
        if (_beginnings.TryGetValue(beginning, out var known))
        {
            return known;
        }

        var area = plan.Find(number);
        var remembered = new Remembered(area, SiteOf(area, area.Country, area.State, area.Zones, area.Source));
        if (_beginnings.Count < MaxRemembered)
        {
            _beginnings.TryAdd(beginning, remembered);
        }

        return remembered;
    }

    /// <summary>A contact that has moved keeps its number: its number's state stays the jurisdiction unless its postal code says otherwise.</summary>
    private Site? FindBy(NumberArea area, RecipientPlace place)
    {
        var country = place.Country ?? area.Country;
        var postal = place.PostalCode is { } code ? plan.FindPostalCode(country, code) : null;
        var state = postal?.State ?? (country == area.Country ? area.State : null);
        if (place.Zone is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            return SiteOf(area, country, state, [zone], ZoneSource.Contact);
        }

        return postal is { } found ? SiteOf(area, country, state, found.Zones, ZoneSource.PostalCode) : null;
    }

    private Site SiteOf(NumberArea area, string country, string? state, IReadOnlyList<string> zones, ZoneSource source)
    {
        var key = $"{area.Country}|{country}|{state}|{area.Costly}|{source}|{string.Join('+', zones)}";
        return _sites.GetOrAdd(
            key,
            static (_, it) => new Site(
                it.area.Country,
                it.hours.Find(it.country, it.state),
                it.zones.Count == 0 ? [TimeZoneInfo.Utc] : [.. it.zones.Select(TimeZoneInfo.FindSystemTimeZoneById)],
                it.source,
                it.area.Costly,
                it.plan.Version),
            (area, country, state, zones, source, hours, plan));
    }

    private static long BeginningOf(Msisdn number)
    {
        var digits = number.Digits;
        while (digits >= 10_000_000)
        {
            digits /= 10;
        }

        return digits;
    }

    private sealed record Remembered(NumberArea Area, Site Site);
}
