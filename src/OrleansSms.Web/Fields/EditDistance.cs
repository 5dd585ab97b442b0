namespace OrleansSms.Web.Fields;

/// <summary>How many letters must be typed differently to get from one word to another, without regard to case, dashes and underscores.</summary>
internal static class EditDistance
{
    /// <summary>Longer words are not compared: no field is that long.</summary>
    private const int MaxChars = 64;

    public static int Between(string a, string b)
    {
        if (b.Length > MaxChars)
        {
            return int.MaxValue;
        }

        var (left, right) = (Plain(a), Plain(b));
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }

    private static string Plain(string word) => word.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
