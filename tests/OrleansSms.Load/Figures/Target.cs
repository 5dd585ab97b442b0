using System.Globalization;

namespace OrleansSms.Load.Figures;

/// <summary>What a figure should reach.</summary>
/// <param name="Figure">Its name.</param>
/// <param name="Goal">The mark.</param>
/// <param name="Stretch">A better one; null = none.</param>
/// <param name="IsCeiling">Whether the figure must stay under it rather than reach it.</param>
internal sealed record Target(string Figure, double Goal, double? Stretch, bool IsCeiling)
{
    public static Target AtLeast(string figure, double goal, double? stretch = null) => new(figure, goal, stretch, IsCeiling: false);

    public static Target AtMost(string figure, double goal, double? stretch = null) => new(figure, goal, stretch, IsCeiling: true);

    public bool IsMet(double value) => Reaches(value, Goal);

    /// <summary>In words.</summary>
    public string Verdict(double value)
    {
        var sign = IsCeiling ? "≤" : "≥";
        var verdict = Stretch is { } stretch && Reaches(value, stretch) ? "stretch met" : IsMet(value) ? "met" : "MISSED";
        return string.Create(CultureInfo.InvariantCulture, $"{verdict} ({Figures.Figure.Format(value)} {sign} {Figures.Figure.Format(Goal)})");
    }

    private bool Reaches(double value, double mark) => IsCeiling ? value <= mark : value >= mark;
}
