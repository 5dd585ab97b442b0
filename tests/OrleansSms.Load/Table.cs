using System.Globalization;
using System.Text;

namespace OrleansSms.Load;

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

    public Table Row(string name, FormattableString value)
    {
        _text.Append(name.PadRight(NameWidth)).AppendLine(value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public Table Latency(string name, Latency value) =>
        Row(name, $"p50 {value.P50:0.00}  p90 {value.P90:0.00}  p99 {value.P99:0.00}  p99.9 {value.P999:0.00}  max {value.Max:0.00} ms");

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
