using System.Text;

namespace OrleansSms.Domain.Templates;

/// <summary>Dates by the letters that templates of this kind use everywhere. A minus behind the percent sign leaves out leading zeros.</summary>
internal static class Strftime
{
    public static string Format(DateTimeOffset at, string pattern, CultureInfo culture)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%' || i + 1 == pattern.Length)
            {
                text.Append(pattern[i]);
                continue;
            }

            var isShort = pattern[i + 1] == '-' && i + 2 < pattern.Length;
            i += isShort ? 2 : 1;
            text.Append(Part(at, pattern[i], culture) is { } part ? (isShort ? part.TrimStart('0') : part) : $"%{pattern[i]}");
        }

        return text.ToString();
    }

    // A custom format of one letter would be taken for a standard one: hence the percent signs.
    private static string? Part(DateTimeOffset at, char letter, CultureInfo culture) => letter switch
    {
        'Y' => at.ToString("yyyy", culture),
        'y' => at.ToString("yy", culture),
        'm' => at.ToString("MM", culture),
        'b' or 'h' => at.ToString("MMM", culture),
        'B' => at.ToString("MMMM", culture),
        'd' => at.ToString("dd", culture),
        'e' => at.ToString("%d", culture),
        'a' => at.ToString("ddd", culture),
        'A' => at.ToString("dddd", culture),
        'H' => at.ToString("HH", culture),
        'I' => at.ToString("hh", culture),
        'M' => at.ToString("mm", culture),
        'S' => at.ToString("ss", culture),
        'p' => at.ToString("tt", culture),
        'x' => at.ToString("d", culture),
        'X' => at.ToString("T", culture),
        '%' => "%",
        _ => null,
    };
}
