using System.Collections.Frozen;
using System.Text.Json;

namespace OrleansSms.Domain.Compliance.Hours;

/// <summary>The rules of every jurisdiction, from <c>quiet-hours.json</c>. A state that has no rows is its country, a country that has none is <c>*</c>.</summary>
public sealed class QuietHoursTable
{
    /// <summary>Key of the rules of everywhere else.</summary>
    public const string Everywhere = "*";

    private readonly FrozenDictionary<string, JurisdictionRules> _rules;

    private QuietHoursTable(string version, FrozenDictionary<string, JurisdictionRules> rules) => (Version, _rules) = (version, rules);

    /// <summary>The file and its version.</summary>
    public string Version { get; }

    /// <summary>Keys of all jurisdictions that have rows.</summary>
    public IReadOnlyList<string> Jurisdictions => _rules.Keys;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">A row cannot be used; the message names it and says what would be right.</exception>
    public static QuietHoursTable Read(Stream json)
    {
        var file = JsonSerializer.Deserialize(json, ComplianceJson.Default.QuietHoursFile) ?? throw new InvalidDataException("quiet-hours.json is empty.");
        var version = "quiet-hours " + file.Version;
        var calendars = file.Holidays.ToDictionary(
            row => row.Jurisdiction, row => new HolidayCalendar(row.Days, row.Observed), StringComparer.Ordinal);
        var rules = file.Rows.GroupBy(row => row.Jurisdiction, StringComparer.Ordinal)
            .ToFrozenDictionary(rows => rows.Key, rows => Compile(rows.Key, [.. rows], file.Caps, calendars, version), StringComparer.Ordinal);
        return rules.ContainsKey(Everywhere) ? new QuietHoursTable(version, rules) : throw new InvalidDataException("quiet-hours.json has no rows for '*'.");
    }

    /// <summary>The rules of a state, or else of its country, or else of everywhere.</summary>
    public JurisdictionRules Find(string country, string? state)
    {
        if (state is not null && _rules.TryGetValue($"{country}-{state}", out var rules))
        {
            return rules;
        }

        return _rules.TryGetValue(country, out rules) ? rules : _rules[Everywhere];
    }

    private static JurisdictionRules Compile(
        string jurisdiction, QuietHoursRow[] rows, IReadOnlyList<StatutoryCapRow> caps, Dictionary<string, HolidayCalendar> calendars, string version)
    {
        var week = new DayHours[7];
        foreach (var row in rows)
        {
            if (row.Category != "marketing")
            {
                throw new InvalidDataException($"quiet-hours.json, {jurisdiction}: category '{row.Category}' is not 'marketing'.");
            }

            foreach (var day in QuietHoursRow.DaysOf(row.Days))
            {
                week[(int)day] = row.Hours;
            }
        }

        var country = jurisdiction.Split('-')[0];
        return new JurisdictionRules(
            jurisdiction,
            version,
            week,
            rows[0].OnHolidays,
            calendars.GetValueOrDefault(jurisdiction) ?? calendars.GetValueOrDefault(country),
            rows[0].Action == "drop",
            [.. caps.Where(cap => cap.Jurisdiction == jurisdiction).Select(static cap => cap.ToCap())]);
    }
}
