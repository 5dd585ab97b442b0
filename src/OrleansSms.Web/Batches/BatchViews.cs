namespace OrleansSms.Web.Batches;

/// <summary>A batch that was accepted: the good rows are durable and go, the bad ones are reported.</summary>
internal sealed record AcceptedBatch
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Rows that became messages.</summary>
    public required int Accepted { get; init; }

    /// <summary>Rows that were refused.</summary>
    public required int Rejected { get; init; }

    /// <summary>What was wrong with them: pointers name the row, as in /recipients/3/to.</summary>
    public required IReadOnlyList<FieldError> Errors { get; init; }
}

/// <summary>A batch and how far it has come.</summary>
internal sealed record BatchView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Rows that became messages.</summary>
    public required int Accepted { get; init; }

    /// <summary>Rows that were refused.</summary>
    public required int Rejected { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Number of messages by status; every status is there.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    public static BatchView Of(BatchProgress progress) => new()
    {
        Id = progress.Batch.Id.ToString(),
        Accepted = progress.Batch.Accepted,
        Rejected = progress.Batch.Rejected,
        CreatedAt = progress.Batch.CreatedAt.ToTime(),
        Counts = EnumNames<MessageStatus>.Names
            .Select((name, status) => KeyValuePair.Create(name, progress.ByStatus.ElementAtOrDefault(status)))
            .ToDictionary(),
    };
}

/// <summary>What was taken back of a batch.</summary>
/// <param name="Id">The batch.</param>
/// <param name="Canceled">Messages that were taken back by this request; the others had been handed to a carrier or had ended.</param>
internal sealed record CanceledBatch(string Id, int Canceled);
