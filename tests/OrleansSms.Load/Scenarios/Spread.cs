using OrleansSms.Load.Figures;

namespace OrleansSms.Load.Scenarios;

/// <summary>One figure over the runs of this build and, where there is one, of another.</summary>
internal sealed class Spread
{
    private readonly double[] _own;
    private readonly double[] _others;

    public Spread(Figure figure, IEnumerable<FigureList> own, IEnumerable<FigureList> others)
    {
        Figure = figure;
        _own = [.. own.Select(run => run[figure.Name]).Order()];
        _others = [.. others.Select(run => run[figure.Name]).Order()];
    }

    public Figure Figure { get; }

    public double Median => Middle(_own);

    public string Text => _others.Length == 0
        ? $"{Describe(_own)} {Figure.Unit}".TrimEnd()
        : $"{Describe(_own)} against {Describe(_others)} {Figure.Unit}, ratio {(Ratio is { } ratio ? Figure.Format(ratio) : "-")}";

    public object Document => _others.Length == 0 && _own.Length == 1
        ? Median
        : new { median = Median, runs = _own, other_median = _others.Length > 0 ? Middle(_others) : (double?)null, other_runs = _others, ratio = Ratio };

    private double? Ratio => _others.Length > 0 && Middle(_others) != 0 ? Median / Middle(_others) : null;

    private static string Describe(double[] ordered) => ordered.Length == 1
        ? Figure.Format(ordered[0])
        : $"{Figure.Format(Middle(ordered))} [{Figure.Format(ordered[0])}..{Figure.Format(ordered[^1])}]";

    /// <summary>The median of values in their order.</summary>
    public static double Middle(double[] ordered) =>
        ordered.Length % 2 == 1 ? ordered[ordered.Length / 2] : (ordered[(ordered.Length / 2) - 1] + ordered[ordered.Length / 2]) / 2;
}
