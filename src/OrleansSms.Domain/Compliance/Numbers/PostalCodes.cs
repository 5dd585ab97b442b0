namespace OrleansSms.Domain.Compliance.Numbers;

/// <summary>Which state a postal code belongs to, by its first characters.</summary>
internal sealed class PostalCodes(IEnumerable<StateRow> rows)
{
    /// <summary>Characters of a code that tell its state: three digits of a ZIP code, one letter of a Canadian one.</summary>
    private const int MaxChars = 3;

    private readonly Dictionary<(string Country, string Beginning), StateRow> _states = Expand(rows);

    /// <summary>The state; null when the code tells none.</summary>
    public StateRow? Find(string country, string code)
    {
        var beginning = code.Trim().ToUpperInvariant();
        for (var length = Math.Min(MaxChars, beginning.Length); length > 0; length--)
        {
            if (_states.TryGetValue((country, beginning[..length]), out var row))
            {
                return row;
            }
        }

        return null;
    }

    private static Dictionary<(string, string), StateRow> Expand(IEnumerable<StateRow> rows)
    {
        var states = new Dictionary<(string, string), StateRow>();
        foreach (var row in rows)
        {
            foreach (var range in row.PostalCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var ends = range.Split('-');
                if (ends.Length == 1)
                {
                    states.Add((row.Country, range), row);
                    continue;
                }

                var last = int.Parse(ends[1], CultureInfo.InvariantCulture);
                for (var code = int.Parse(ends[0], CultureInfo.InvariantCulture); code <= last; code++)
                {
                    states.Add((row.Country, code.ToString("000", CultureInfo.InvariantCulture)), row);
                }
            }
        }

        return states;
    }
}
