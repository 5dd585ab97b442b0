using System.Globalization;

namespace OrleansSms.Load.Http;

/// <summary>The gateway's metrics at a moment, in Prometheus' text.</summary>
internal sealed class Counters(string text)
{
    private readonly string[] _lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The sum over all labels, or over those that hold such a text; 0 when it has counted nothing.</summary>
    public double Sum(string name, string label = "") => _lines
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
        .Select(line => line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Sum(fields => double.Parse(fields[0].StartsWith(name, StringComparison.Ordinal) ? fields[1] : fields[0], CultureInfo.InvariantCulture));
}
