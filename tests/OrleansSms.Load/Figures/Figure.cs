using System.Globalization;

namespace OrleansSms.Load.Figures;

/// <summary>One thing that was measured.</summary>
/// <param name="Name">In words, with underscores: the name in JSON.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Such as <c>/s</c> or <c>ms</c>; empty for a count.</param>
internal readonly record struct Figure(string Name, double Value, string Unit)
{
    /// <summary>With as many digits as mean something.</summary>
    public static string Format(double value) => value.ToString(
        Math.Abs(value) switch { >= 100 => "N0", >= 10 => "0.0", _ when value == Math.Floor(value) => "0", >= 1 => "0.00", _ => "0.000" }, CultureInfo.InvariantCulture);
}

/// <summary>What a run has shown, in the order it is told.</summary>
internal sealed class FigureList
{
    private readonly List<Figure> _figures = [];

    public IReadOnlyList<Figure> All => _figures;

    /// <summary>What is wrong, in sentences; empty when everything was kept.</summary>
    public List<string> Wrong { get; } = [];

    /// <exception cref="KeyNotFoundException">There is no such figure.</exception>
    public double this[string name] =>
        _figures.Find(figure => figure.Name == name) is { Name: not null } found ? found.Value : throw new KeyNotFoundException(name);

    public FigureList Add(string name, double value, string unit = "")
    {
        _figures.Add(new Figure(name, value, unit));
        return this;
    }

    /// <summary>Percentiles of a latency.</summary>
    public FigureList Add(string name, Latency latency) =>
        Add(name + "_p50", latency.P50, "ms").Add(name + "_p99", latency.P99, "ms").Add(name + "_max", latency.Max, "ms");

    /// <summary>Something that must be 0 for the run to count.</summary>
    public FigureList AddFault(string name, double count, string says)
    {
        if (count != 0)
        {
            Wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {says}"));
        }

        return Add(name, count);
    }
}
