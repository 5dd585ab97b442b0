namespace OrleansSms.Web.Csv;

/// <summary>Comma separated values as RFC 4180 has them; where the first line has a semicolon and no comma, that separates.</summary>
internal static class CsvReader
{
    /// <summary>The lines that are not empty, with their numbers as an editor shows them.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(string text)
    {
        var separator = SeparatorOf(text);
        var (at, line) = (text.StartsWith('\uFEFF') ? 1 : 0, 1);
        while (at < text.Length)
        {
            var began = line;
            var fields = ReadLine(text, separator, ref at, ref line);
            if (fields.Count > 1 || fields[0].Length > 0)
            {
                yield return (began, fields);
            }
        }
    }

    /// <summary>A field as it is written: in quotes where it has to be.</summary>
    public static string Write(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n;") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static char SeparatorOf(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? text : text[..end];
        return first.Contains(';', StringComparison.Ordinal) && !first.Contains(',', StringComparison.Ordinal) ? ';' : ',';
    }

    private static List<string> ReadLine(string text, char separator, ref int at, ref int line)
    {
        var fields = new List<string>();
        while (true)
        {
            fields.Add(ReadField(text, separator, ref at, ref line));
            if (at >= text.Length)
            {
                return fields;
            }

            var end = text[at++];
            if (end != separator)
            {
                at += end == '\r' && at < text.Length && text[at] == '\n' ? 1 : 0;
                line++;
                return fields;
            }
        }
    }

    /// <summary>Reads up to the separator or the end of the line.</summary>
    private static string ReadField(string text, char separator, ref int at, ref int line)
    {
        if (at < text.Length && text[at] == '"')
        {
            return ReadQuoted(text, separator, ref at, ref line);
        }

        var begin = at;
        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
        {
            at++;
        }

        return text[begin..at].Trim();
    }

    private static string ReadQuoted(string text, char separator, ref int at, ref int line)
    {
        var field = new System.Text.StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && (at + 1 >= text.Length || text[at + 1] != '"'))
            {
                at++;
                break;
            }

            line += text[at] == '\n' ? 1 : 0;
            at += text[at] == '"' ? 1 : 0;
            field.Append(text[at]);
        }

        // What follows the closing quote belongs to nothing.
        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
        {
            at++;
        }

        return field.ToString();
    }
}
