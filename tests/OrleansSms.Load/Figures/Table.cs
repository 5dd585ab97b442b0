using System.Globalization;
using System.Text;

namespace OrleansSms.Load.Figures;

/// <summary>Names and values, one a line.</summary>
internal sealed class Table
{
    private const int NameWidth = 34;

    private readonly StringBuilder _text = new();

    public Table Title(string text)
    {
        _text.AppendLine().AppendLine(text).AppendLine(new string('-', text.Length));
        return this;
    }

    public Table Row(string name, FormattableString value) => Row(name, value.ToString(CultureInfo.InvariantCulture));

    public Table Row(string name, string value)
    {
        _text.Append(name.PadRight(NameWidth)).AppendLine(value);
        return this;
    }

    public Table Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _text.Append("  ! ").AppendLine(line);
        }

        return this;
    }

    public static string Counts(IReadOnlyDictionary<string, int> counts) =>
        string.Join(", ", counts.OrderByDescending(pair => pair.Value).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} {pair.Key}")));

    public override string ToString() => _text.ToString();
}
