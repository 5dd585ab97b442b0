using System.Text.Json;
using OrleansSms.Domain.Compliance.Hours;
using PhoneNumbers;

namespace OrleansSms.Domain.Compliance.Numbers;

/// <summary>What a number tells about where its owner is, from <c>number-plan.json</c> and libphonenumber. Slow; see <see cref="Sites"/>.</summary>
public sealed class NumberPlan
{
    private const string NorthAmerica = "1";
    private const string UnitedStates = "US";
    private const int AreaCodeDigits = 3;

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();
    private static readonly PhoneNumberToTimeZonesMapper ZoneMapper = PhoneNumberToTimeZonesMapper.GetInstance();

    private readonly Dictionary<string, StateRow> _areaCodes;
    private readonly Dictionary<string, CostlyRange> _ranges;
    private readonly int _longestRange;
    private readonly PostalCodes _postalCodes;

    private NumberPlan(NumberPlanFile file)
    {
        Version = "number-plan " + file.Version;
        _areaCodes = file.States
            .SelectMany(static row => row.AreaCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => (code, row)))
            .ToDictionary(static entry => entry.code, static entry => entry.row, StringComparer.Ordinal);
        _ranges = file.CostlyRanges
            .SelectMany(static row => row.Prefixes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(prefix => (prefix, row.Kind)))
            .ToDictionary(static entry => entry.prefix, static entry => entry.Kind, StringComparer.Ordinal);
        _longestRange = _ranges.Keys.Max(static prefix => prefix.Length);
        _postalCodes = new PostalCodes(file.States);
    }

    /// <summary>The file and its version.</summary>
    public string Version { get; }

    /// <summary>Reads a file.</summary>
    public static NumberPlan Read(Stream json) =>
        new(JsonSerializer.Deserialize(json, ComplianceJson.Default.NumberPlanFile) ?? throw new InvalidDataException("number-plan.json is empty."));

    /// <summary>What a number tells.</summary>
    public NumberArea Find(Msisdn number)
    {
        var digits = number.ToDigits();
        var state = digits.StartsWith(NorthAmerica, StringComparison.Ordinal) && digits.Length > AreaCodeDigits
            ? _areaCodes.GetValueOrDefault(digits.Substring(1, AreaCodeDigits))
            : null;
        var parsed = Parse(number);
        var country = state?.Country ?? CountryOf(parsed);
        var hasArea = parsed is not null && (parsed.CountryCode == 1 || Library.IsNumberGeographical(parsed));
        var zones = parsed is null ? [] : ZonesOf(hasArea ? parsed : CountryOnly(parsed));
        if (state is not null && zones.Count > SplitOf(state).Length)
        {
            // The library does not know this area code, and gave all zones of the plan.
            zones = SplitOf(state);
        }

        return new NumberArea(country, state?.State, zones, hasArea ? ZoneSource.AreaCode : ZoneSource.Country, CostlyOf(digits));
    }

    /// <summary>The state and zones of a postal code; null when it tells none.</summary>
    public (string State, IReadOnlyList<string> Zones)? FindPostalCode(string country, string code) =>
        _postalCodes.Find(country, code) is { } row ? (row.State, SplitOf(row)) : null;

    /// <summary>ISO 3166 code of a number's country; empty for what belongs to none.</summary>
    public string CountryOf(Msisdn number) => Find(number).Country;

    private static string[] SplitOf(StateRow row) => row.Zones.Split(' ');

    private static PhoneNumber? Parse(Msisdn number)
    {
        try
        {
            return Library.Parse(number.ToString(), null);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static string CountryOf(PhoneNumber? number)
    {
        if (number is null)
        {
            return "";
        }

        var region = Library.GetRegionCodeForNumber(number) ?? Library.GetRegionCodeForCountryCode(number.CountryCode);
        return region is "001" or "ZZ" ? "" : number.CountryCode == 1 && region.Length != 2 ? UnitedStates : region;
    }

    /// <summary>
    /// A number that has no more than its country in common: a mobile telephone is anywhere in it, though operators' ranges have zones in the library's table.
    /// </summary>
    private static PhoneNumber CountryOnly(PhoneNumber number) => new PhoneNumber.Builder().SetCountryCode(number.CountryCode).SetNationalNumber(0).Build();

    private static IReadOnlyList<string> ZonesOf(PhoneNumber number)
    {
        var zones = ZoneMapper.GetTimeZonesForGeographicalNumber(number);
        return [.. zones.Where(static zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)).Where(static zone => zone != "Etc/Unknown")];
    }

    private CostlyRange CostlyOf(string digits)
    {
        for (var length = Math.Min(_longestRange, digits.Length); length > 0; length--)
        {
            if (_ranges.TryGetValue(digits[..length], out var kind))
            {
                return kind;
            }
        }

        return CostlyRange.None;
    }
}

/// <summary>What a number tells about where its owner is.</summary>
/// <param name="Country">ISO 3166 code; empty for what belongs to no country.</param>
/// <param name="State">State, where area codes tell it.</param>
/// <param name="Zones">IANA names of its zones; empty when none is known.</param>
/// <param name="Source">How they are known.</param>
/// <param name="Costly">Whether it costs more than others.</param>
public sealed record NumberArea(string Country, string? State, IReadOnlyList<string> Zones, ZoneSource Source, CostlyRange Costly);
