using System.Collections.Concurrent;

namespace OrleansSms.Domain.Compliance.Hours;

/// <summary>
/// Where recipients are, as far as rules can tell them apart: many share one. It remembers how its clocks stand, so that a decision compares two numbers.
/// Used by many threads.
/// </summary>
/// <param name="numberCountry">ISO 3166 code of the number's country.</param>
/// <param name="rules">What the law of the place says.</param>
/// <param name="zones">The recipient's zones: it has to be allowed in all of them.</param>
/// <param name="source">How they are known.</param>
/// <param name="costly">Whether the number's range costs more than others.</param>
/// <param name="rangesVersion">Version of the file that says so.</param>
public sealed class Site(
    string numberCountry, JurisdictionRules rules, IReadOnlyList<TimeZoneInfo> zones, ZoneSource source, CostlyRange costly, string rangesVersion)
{
    /// <summary>Accounts' own hours whose outlook is remembered. Few accounts have any.</summary>
    private const int MaxOwnHours = 256;

    private readonly ConcurrentDictionary<DayHours, Outlook> _own = new();
    private Outlook? _common;

    /// <summary>ISO 3166 code of the number's country.</summary>
    public string NumberCountry => numberCountry;

    /// <summary>What the law of the place says.</summary>
    public JurisdictionRules Rules => rules;

    /// <summary>Whose rules they are, as in <c>US-FL</c>.</summary>
    public string Jurisdiction => rules.Jurisdiction;

    /// <summary>The recipient's zones.</summary>
    public IReadOnlyList<TimeZoneInfo> Zones => zones;

    /// <summary>How they are known.</summary>
    public ZoneSource Source => source;

    /// <summary>Whether the number's range costs more than others.</summary>
    public CostlyRange Costly => costly;

    /// <summary>Version of the file of such ranges.</summary>
    public string RangesVersion => rangesVersion;

    /// <summary>How the clocks stand at a time (Unix microseconds), with the account's own hours if it has any.</summary>
    public Outlook OutlookAt(long at, DayHours? own)
    {
        var known = own is { } hours ? _own.GetValueOrDefault(hours) : Volatile.Read(ref _common);
        if (known?.Covers(at) == true)
        {
            return known;
        }

        var outlook = Outlook.Of(this, at, own);
        if (own is not { } key)
        {
            Volatile.Write(ref _common, outlook);
        }
        else if (_own.Count < MaxOwnHours || _own.ContainsKey(key))
        {
            _own[key] = outlook;
        }

        return outlook;
    }

    /// <summary>Whether it is allowed at a time, in every zone.</summary>
    public bool IsAllowed(long at, DayHours? own)
    {
        var utc = UnixMicros.ToTime(at);
        foreach (var zone in zones)
        {
            var local = TimeZoneInfo.ConvertTime(utc, zone);
            if (!rules.Allow(local) || (own is { } hours && !Contains(hours, local)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Contains(DayHours hours, DateTimeOffset local)
    {
        var minute = (local.Hour * 60) + local.Minute;
        return hours.WrapsMidnight ? minute >= hours.From || minute < hours.To : minute >= hours.From && minute < hours.To;
    }
}

/// <summary>Ranges of numbers that cost their caller more.</summary>
public enum CostlyRange : byte
{
    /// <summary>An ordinary range.</summary>
    None = 0,

    /// <summary>Premium rate.</summary>
    Premium = 1,

    /// <summary>Satellite and international networks.</summary>
    Satellite = 2,
}
