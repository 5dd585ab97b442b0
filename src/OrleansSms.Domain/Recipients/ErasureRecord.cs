namespace OrleansSms.Domain.Recipients;

/// <summary>An erasure of one person, ordered by an account, and what was done for it.</summary>
[GenerateSerializer, Immutable, Alias("sms.ErasureRecord")]
public sealed record ErasureRecord
{
    /// <summary>What ids start with.</summary>
    public const string Prefix = "era_";

    /// <summary>Its id, <c>era_…</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The account that ordered it.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>Keyed hash of the number: all that is left of it in the end.</summary>
    [Id(2)] public required string NumberHash { get; init; }

    /// <summary>The number's digits while there is work to do; null once it is finished.</summary>
    [Id(3)] public long? Number { get; init; }

    /// <summary>When it was ordered, in Unix microseconds. What came later is not erased.</summary>
    [Id(4)] public required long OrderedAt { get; init; }

    /// <summary>When it was finished, in Unix microseconds; null = it is not.</summary>
    [Id(5)] public long? FinishedAt { get; init; }

    /// <summary>Whether it was done once more, as an older copy of the data was opened.</summary>
    [Id(6)] public bool IsRepeated { get; init; }

    /// <summary>What was done so far.</summary>
    [Id(7)] public ErasureReport Report { get; init; } = new();
}

/// <summary>What an erasure has done.</summary>
[GenerateSerializer, Immutable, Alias("sms.ErasureReport")]
public sealed record ErasureReport
{
    /// <summary>Messages to the person that lost text and number.</summary>
    [Id(0)] public int Messages { get; init; }

    /// <summary>Messages from the person that lost text and number.</summary>
    [Id(1)] public int Inbound { get; init; }

    /// <summary>Messages that waited and were taken back.</summary>
    [Id(2)] public int Canceled { get; init; }

    /// <summary>Consents that were removed.</summary>
    [Id(3)] public int Consents { get; init; }

    /// <summary>Contacts that were removed.</summary>
    [Id(4)] public int Contacts { get; init; }

    /// <summary>Whether opt-outs or suppressions stand still, under the keyed hash.</summary>
    [Id(5)] public bool IsRefusalKept { get; init; }
}
