namespace OrleansSms.Domain.Segments;

/// <summary>What is wrong with a filter's text.</summary>
/// <param name="Position">Where, in UTF-16 code units from 0.</param>
/// <param name="Expected">What would be right there.</param>
public sealed record FilterError(int Position, string Expected)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"at position {Position}: expected {Expected}");
}
