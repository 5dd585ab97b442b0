namespace OrleansSms.Domain.Recipients;

/// <summary>A number on a suppression list, as the list keeps it.</summary>
/// <param name="List">An account's id for its own list, the name of a shared one, or <see cref="Suppression.Unreachable"/>.</param>
/// <param name="Number">The number.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="At">Since when, in Unix microseconds.</param>
/// <param name="Until">Until when; null = for good.</param>
[GenerateSerializer, Immutable, Alias("sms.SuppressionEntry")]
public sealed record SuppressionEntry(
    [property: Id(0)] string List,
    [property: Id(1)] Msisdn Number,
    [property: Id(2)] string Reason,
    [property: Id(3)] long At,
    [property: Id(4)] long? Until = null)
{
    /// <summary>Longest reason in characters: a sentence.</summary>
    public const int MaxReasonChars = 200;

    /// <summary>What a recipient remembers of it.</summary>
    public Suppression Remembered => new(List, Reason, At, Until);
}
