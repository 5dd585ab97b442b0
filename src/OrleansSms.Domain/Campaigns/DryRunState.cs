using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Campaigns;

/// <summary>What would come of a campaign if it were launched now.</summary>
[GenerateSerializer, Immutable, Alias("sms.DryRunState")]
public sealed record DryRunState
{
    /// <summary>Whether everyone has been looked at.</summary>
    [Id(0)] public bool IsFinished { get; init; }

    /// <summary>Why it cannot be told, or why the campaign would not begin; null = neither.</summary>
    [Id(1)] public string? Error { get; init; }

    /// <summary>Recipients.</summary>
    [Id(2)] public long AudienceSize { get; init; }

    /// <summary>Recipients that have been looked at.</summary>
    [Id(3)] public long Looked { get; init; }

    /// <summary>Messages that would go when their turn comes.</summary>
    [Id(4)] public long Go { get; init; }

    /// <summary>Messages that would wait, by why.</summary>
    [Id(5)] public IReadOnlyDictionary<string, long> Held { get; init; } = new Dictionary<string, long>();

    /// <summary>Messages that would never go, by why.</summary>
    [Id(6)] public IReadOnlyDictionary<string, long> Suppressed { get; init; } = new Dictionary<string, long>();

    /// <summary>Recipients who would get none, by why.</summary>
    [Id(7)] public IReadOnlyDictionary<string, long> Skipped { get; init; } = new Dictionary<string, long>();

    /// <summary>Segments of those that would go, now or later.</summary>
    [Id(8)] public long Segments { get; init; }

    /// <summary>When the last would have gone, in Unix microseconds; null = that is not known.</summary>
    [Id(9)] public long? FinishAt { get; init; }

    /// <summary>Segments a second that the carriers take now; 0 = no limit is known of one of them.</summary>
    [Id(10)] public double EffectiveTps { get; init; }

    /// <summary>Some of the texts.</summary>
    [Id(11)] public IReadOnlyList<DryRunSample> Samples { get; init; } = [];

    /// <summary>Rows whose text cannot be made, the first of them.</summary>
    [Id(12)] public IReadOnlyList<RowProblem> Problems { get; init; } = [];

    /// <summary>What a segment is reckoned at, in millionths of the account's currency; 0 = not known.</summary>
    [Id(13)] public long SegmentPriceMicros { get; init; }
}

/// <summary>A text as a recipient would get it.</summary>
/// <param name="Number">The recipient.</param>
/// <param name="Variant">Name of the variant.</param>
/// <param name="From">The originator.</param>
/// <param name="Body">The text.</param>
/// <param name="Segments">Its segments.</param>
/// <param name="Encoding">Its alphabet.</param>
[GenerateSerializer, Immutable, Alias("sms.DryRunSample")]
public sealed record DryRunSample(
    [property: Id(0)] string Number,
    [property: Id(1)] string Variant,
    [property: Id(2)] string From,
    [property: Id(3)] string Body,
    [property: Id(4)] int Segments,
    [property: Id(5)] MessageEncoding Encoding);
