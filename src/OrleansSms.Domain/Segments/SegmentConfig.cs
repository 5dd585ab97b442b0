namespace OrleansSms.Domain.Segments;

/// <summary>A filter that an account has given a name.</summary>
[GenerateSerializer, Immutable, Alias("sms.SegmentConfig")]
public sealed record SegmentConfig
{
    /// <summary>What ids start with.</summary>
    public const string Prefix = "seg_";

    /// <summary>Segments of one account: more than a person can keep apart.</summary>
    public const int MaxPerAccount = 1_000;

    /// <summary>Characters of a name.</summary>
    public const int MaxNameChars = 100;

    /// <summary>Its id, <c>seg_…</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>A name for people.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>The filter as text.</summary>
    [Id(3)] public required string Filter { get; init; }

    /// <summary>When it was made, in Unix microseconds.</summary>
    [Id(4)] public long CreatedAt { get; init; }

    /// <summary>When it last changed, in Unix microseconds.</summary>
    [Id(5)] public long UpdatedAt { get; init; }
}
