namespace OrleansSms.Domain.Compliance.Words;

/// <summary>Whether a word is another one misspelt.</summary>
internal static class Spelling
{
    /// <summary>Longer words may have two letters wrong.</summary>
    private const int LongWord = 8;

    /// <summary>Whether few letters are wrong, missing, too many or exchanged with their neighbour. The first letter must be right: most words that differ there are other words.</summary>
    public static bool IsNear(string word, string keyword)
    {
        var most = keyword.Length >= LongWord ? 2 : 1;
        return word[0] == keyword[0] && Math.Abs(word.Length - keyword.Length) <= most && Distance(word, keyword) <= most;
    }

    /// <summary>Optimal string alignment distance.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }
}
