namespace OrleansSms.Domain.Messages;

/// <summary>What became of a batch request.</summary>
[GenerateSerializer, Immutable, Alias("sms.BatchRecord")]
public sealed record BatchRecord
{
    /// <summary>Its id.</summary>
    [Id(0)] public required BatchId Id { get; init; }

    /// <summary>The account.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>Rows that became messages.</summary>
    [Id(2)] public required int Accepted { get; init; }

    /// <summary>Rows that were refused.</summary>
    [Id(3)] public required int Rejected { get; init; }

    /// <summary>When it was accepted, in Unix microseconds.</summary>
    [Id(4)] public required long CreatedAt { get; init; }

    /// <summary>Its first message.</summary>
    [Id(5)] public MessageId First { get; init; }

    /// <summary>Its last message.</summary>
    [Id(6)] public MessageId Last { get; init; }
}

/// <summary>A batch and how many of its messages stand where.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="ByStatus">Number of messages for each status, indexed by its value.</param>
[GenerateSerializer, Immutable, Alias("sms.BatchProgress")]
public sealed record BatchProgress([property: Id(0)] BatchRecord Batch, [property: Id(1)] IReadOnlyList<int> ByStatus);
