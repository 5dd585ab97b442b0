using OrleansSms.Domain.Contacts;

namespace OrleansSms.Storage.Moving;

/// <summary>
/// The empty store that another is moved into. Nobody can open it from <see cref="BeginAsync"/> to <see cref="CompleteAsync"/>. Everything may be written again as it was: whoever broke off goes
/// on from the place that was saved last.
/// </summary>
public interface IStoreImport
{
    /// <summary>Takes the store for one move. Answers the place that it had reached, null = nothing yet.</summary>
    /// <exception cref="MoveRefusedException">The store is not empty and does not hold a part of this move.</exception>
    Task<string?> BeginAsync(string fingerprint, CancellationToken cancellationToken = default);

    /// <summary>Remembers how far the move has come.</summary>
    Task SaveAsync(string place, CancellationToken cancellationToken = default);

    /// <summary>Writes documents.</summary>
    Task WriteAsync(IReadOnlyList<MovedDocument> documents, CancellationToken cancellationToken = default);

    /// <summary>Writes recipients.</summary>
    Task WriteAsync(IReadOnlyList<MovedRecipient> recipients, CancellationToken cancellationToken = default);

    /// <summary>Writes messages, with all that lanes, clock and caps find them by.</summary>
    Task WriteAsync(IReadOnlyList<MovedMessage> messages, CancellationToken cancellationToken = default);

    /// <summary>Writes receipts that are expected.</summary>
    Task WriteAsync(IReadOnlyList<MovedReceipt> receipts, CancellationToken cancellationToken = default);

    /// <summary>Writes batches.</summary>
    Task WriteAsync(IReadOnlyList<BatchRecord> batches, CancellationToken cancellationToken = default);

    /// <summary>Writes messages from handsets.</summary>
    Task WriteAsync(IReadOnlyList<InboundMessage> messages, CancellationToken cancellationToken = default);

    /// <summary>Writes first answers to requests.</summary>
    Task WriteAsync(IReadOnlyList<Messages.IdempotencyRecord> answers, CancellationToken cancellationToken = default);

    /// <summary>Writes events of an account under the places that they have. All of a commit's come together, and those of an account in their order.</summary>
    Task WriteAsync(string account, IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken = default);

    /// <summary>Writes all contacts of an account: by number, and once more newest first, with the names of their fields.</summary>
    Task WriteContactsAsync(
        string account, FieldTable fields, IAsyncEnumerable<Contact> byNumber, IAsyncEnumerable<Contact> newestFirst, CancellationToken cancellationToken = default);

    /// <summary>Writes how messages have fared with an account's numbers, which come in their order, up to a place in its log; null = nothing was counted.</summary>
    Task WriteEngagementAsync(string account, IAsyncEnumerable<MovedEngagement> byNumber, EventId? cursor, CancellationToken cancellationToken = default);

    /// <summary>Writes a snapshot of a segment of an account.</summary>
    Task WriteSnapshotAsync(string account, string snapshot, IAsyncEnumerable<IReadOnlyList<Msisdn>> pages, CancellationToken cancellationToken = default);

    /// <summary>Writes how far an account's import has come.</summary>
    Task WriteAsync(string account, Contacts.ImportCheckpoint checkpoint, CancellationToken cancellationToken = default);

    /// <summary>Writes what no page has: from then on the rest is a store.</summary>
    Task FinishAsync(StoreHead head, CancellationToken cancellationToken = default);

    /// <summary>What is there.</summary>
    Task<IReadOnlyDictionary<MovedKind, long>> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends the move: whoever wants may open the store.</summary>
    Task CompleteAsync(CancellationToken cancellationToken = default);
}
