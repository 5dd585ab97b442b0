using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance;

/// <summary>Which messages share a cap.</summary>
public enum CapScope : byte
{
    /// <summary>All of the account.</summary>
    Account = 0,

    /// <summary>Those from the same originator.</summary>
    Sender = 1,

    /// <summary>Those of the same program; messages of none share one.</summary>
    Program = 2,

    /// <summary>Those of the same category.</summary>
    Category = 3,
}

/// <summary>A rolling cap on messages to one recipient. Several may stand at once, as in 3 a day and 10 a week.</summary>
/// <param name="Count">Messages allowed, 1 to <see cref="MaxCount"/>.</param>
/// <param name="Seconds">Length of the window in seconds, at most <see cref="MaxSeconds"/>.</param>
/// <param name="Scope">Which messages share it.</param>
/// <param name="Categories">Which categories it counts and holds.</param>
[GenerateSerializer, Immutable, Alias("sms.FrequencyCap")]
public sealed record FrequencyCap(
    [property: Id(0)] int Count,
    [property: Id(1)] long Seconds,
    [property: Id(2)] CapScope Scope = CapScope.Account,
    [property: Id(3)] Categories Categories = FrequencyCap.DefaultCategories)
{
    /// <summary>Most messages a window may allow: the recipient keeps one entry for each.</summary>
    public const int MaxCount = 1_000;

    /// <summary>Longest window: 30 days.</summary>
    public const long MaxSeconds = 30 * 86_400;

    /// <summary>Codes are not counted unless somebody says so: who asked for one has to get it.</summary>
    public const Categories DefaultCategories = Categories.Transactional | Categories.Marketing;

    /// <summary>Whether it counts a message.</summary>
    public bool Counts(MessageCategory category) => Categories.Has(category);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} in {Seconds} s per {Scope.ToString().ToLowerInvariant()}");
}
