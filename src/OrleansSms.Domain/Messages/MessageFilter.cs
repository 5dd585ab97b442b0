namespace OrleansSms.Domain.Messages;

/// <summary>Which messages a list shows, newest first. Null means any.</summary>
[GenerateSerializer, Immutable, Alias("sms.MessageFilter")]
public sealed record MessageFilter
{
    /// <summary>The account; null = every account.</summary>
    [Id(0)] public string? Account { get; init; }

    /// <summary>The recipient.</summary>
    [Id(1)] public Msisdn? To { get; init; }

    /// <summary>The originator.</summary>
    [Id(2)] public string? From { get; init; }

    /// <summary>Where they stand.</summary>
    [Id(3)] public MessageStatus? Status { get; init; }

    /// <summary>What they are for.</summary>
    [Id(4)] public MessageCategory? Category { get; init; }

    /// <summary>The batch they came in.</summary>
    [Id(5)] public BatchId? Batch { get; init; }

    /// <summary>The sender's reference.</summary>
    [Id(6)] public string? ClientReference { get; init; }

    /// <summary>A tag they carry.</summary>
    [Id(7)] public string? Tag { get; init; }

    /// <summary>Created at or after, in Unix microseconds.</summary>
    [Id(8)] public long? CreatedFrom { get; init; }

    /// <summary>Created before, in Unix microseconds.</summary>
    [Id(9)] public long? CreatedBefore { get; init; }

    /// <summary>Only those older than this one: the last of the page before.</summary>
    [Id(10)] public MessageId? Before { get; init; }

    /// <summary>At most so many.</summary>
    [Id(11)] public int Limit { get; init; } = 50;

    /// <summary>The campaign they belong to.</summary>
    [Id(12)] public string? Campaign { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">What it shows.</param>
/// <param name="Next">Where to read on: an item or, where filters left few, a place in between; null at the end.</param>
[GenerateSerializer, Immutable, Alias("sms.Page`1")]
public sealed record Page<T>([property: Id(0)] IReadOnlyList<T> Items, [property: Id(1)] string? Next);
