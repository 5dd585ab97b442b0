using System.Text;

namespace OrleansSms.Domain.Importing;

/// <summary>What each column of a file is: as the import says, else by its header.</summary>
public sealed class ColumnPlan
{
    private static readonly Dictionary<string, ColumnKind> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["number"] = ColumnKind.Number,
        ["phone"] = ColumnKind.Number,
        ["phone_number"] = ColumnKind.Number,
        ["mobile"] = ColumnKind.Number,
        ["mobile_number"] = ColumnKind.Number,
        ["msisdn"] = ColumnKind.Number,
        ["telephone"] = ColumnKind.Number,
        ["cell"] = ColumnKind.Number,
        ["zone"] = ColumnKind.Zone,
        ["time_zone"] = ColumnKind.Zone,
        ["timezone"] = ColumnKind.Zone,
        ["language"] = ColumnKind.Language,
        ["locale"] = ColumnKind.Language,
        ["tags"] = ColumnKind.Tags,
        ["lists"] = ColumnKind.Lists,
        ["consent"] = ColumnKind.Consent,
    };

    private ColumnPlan(IReadOnlyList<string> headers, ColumnTarget[] targets)
    {
        (Headers, Targets) = (headers, targets);
        NumberColumn = Array.FindIndex(targets, static target => target.Kind == ColumnKind.Number);
    }

    /// <summary>The headers as they stand in the file.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>What the columns are.</summary>
    public IReadOnlyList<ColumnTarget> Targets { get; }

    /// <summary>The column of the number.</summary>
    public int NumberColumn { get; }

    /// <summary>The fields that columns go into.</summary>
    public IEnumerable<string> Fields => Targets.Where(static target => target.Kind == ColumnKind.Field).Select(static target => target.Field);

    /// <summary>The plan as the import shows it.</summary>
    public IReadOnlyDictionary<string, string> Shown =>
        Headers.Zip(Targets).DistinctBy(static pair => pair.First).ToDictionary(static pair => pair.First, static pair => pair.Second.ToString());

    /// <summary>Makes the plan; null when the file cannot be read by it, and <paramref name="error"/> then says why.</summary>
    public static ColumnPlan? Create(IReadOnlyList<string> headers, ImportConfig config, out string? error)
    {
        error = Check(headers, config);
        if (error is not null)
        {
            return null;
        }

        var targets = headers.Select(header => TargetOf(header, config)).ToArray();
        error = Check(headers, targets, config);
        return error is null ? new ColumnPlan(headers, targets) : null;
    }

    private static ColumnTarget TargetOf(string header, ImportConfig config)
    {
        if (config.Columns.TryGetValue(header, out var wanted) && ColumnTarget.TryParse(wanted, out var target))
        {
            return target;
        }

        var name = NameOf(header);
        if (Words.TryGetValue(name, out var kind) && !config.Columns.Values.Contains(kind.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            return new ColumnTarget(kind);
        }

        return ColumnTarget.TryParse(name, out target) && target.Kind == ColumnKind.Field ? target : new ColumnTarget(ColumnKind.Ignored);
    }

    /// <summary>The field's name that a header stands for: <c>First Name</c> is <c>first_name</c>.</summary>
    private static string NameOf(string header)
    {
        var name = new StringBuilder();
        foreach (var c in header.Trim().Normalize())
        {
            var kept = char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_';
            if (kept != '_' || (name.Length > 0 && name[^1] != '_'))
            {
                name.Append(kept);
            }
        }

        return name.ToString().TrimEnd('_');
    }

    private static string? Check(IReadOnlyList<string> headers, ImportConfig config)
    {
        if (headers.Count is 0 or > ImportLimits.MaxColumns)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The file has {headers.Count} columns; 1 to {ImportLimits.MaxColumns} are allowed.");
        }

        var missing = config.Columns.Keys.FirstOrDefault(header => !headers.Contains(header));
        return missing is null ? null : $"The file has no column \"{missing}\". Its columns are {string.Join(", ", headers.Select(static header => $"\"{header}\""))}.";
    }

    private static string? Check(IReadOnlyList<string> headers, ColumnTarget[] targets, ImportConfig config)
    {
        if (!Array.Exists(targets, static target => target.Kind == ColumnKind.Number))
        {
            return $"No column is the number. Say which in columns, as in {{\"{headers[0]}\": \"number\"}}.";
        }

        if (config.Consent is { AllRows: false } && !Array.Exists(targets, static target => target.Kind == ColumnKind.Consent))
        {
            return "No column is the consent. Say which in columns, or give consent with all_rows.";
        }

        var twice = targets.Where(static target => target.Kind != ColumnKind.Ignored).GroupBy(static target => (target.Kind, target.Field))
            .FirstOrDefault(static group => group.Count() > 1);
        return twice is null ? null : $"Two columns are {twice.First()}. Pass one over by \"-\" in columns.";
    }
}
