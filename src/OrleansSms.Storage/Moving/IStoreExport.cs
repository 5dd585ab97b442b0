using OrleansSms.Domain.Contacts;

namespace OrleansSms.Storage.Moving;

/// <summary>
/// What the ports do not tell of a store's contents, for a move into another store: kind by kind, in pages, in an order that stays. Nobody writes meanwhile. A page's <c>Next</c> is the cursor
/// of the one behind it.
/// </summary>
public interface IStoreExport
{
    /// <summary>Most items of a page.</summary>
    const int PageSize = 2_000;

    /// <summary>What there is, and the small part that no page has.</summary>
    Task<StoreHead> ReadHeadAsync(CancellationToken cancellationToken = default);

    /// <summary>Documents of all kinds, as they are kept: secrets stay sealed.</summary>
    Task<Page<MovedDocument>> ReadDocumentsAsync(string? cursor, CancellationToken cancellationToken = default);

    /// <summary>Recipients of whom something is known.</summary>
    Task<Page<MovedRecipient>> ReadRecipientsAsync(string? cursor, CancellationToken cancellationToken = default);

    /// <summary>Messages, oldest first.</summary>
    Task<Page<MovedMessage>> ReadMessagesAsync(string? cursor, CancellationToken cancellationToken = default);

    /// <summary>Receipts that are expected.</summary>
    Task<Page<MovedReceipt>> ReadReceiptsAsync(string? cursor, CancellationToken cancellationToken = default);

    /// <summary>Batch requests.</summary>
    Task<Page<BatchRecord>> ReadBatchesAsync(string? cursor, CancellationToken cancellationToken = default);

    /// <summary>First answers to requests.</summary>
    Task<Page<Messages.IdempotencyRecord>> ReadAnswersAsync(string? cursor, CancellationToken cancellationToken = default);

    /// <summary>An account's contacts, in the order of their numbers.</summary>
    Task<Page<Contact>> ReadContactsAsync(string account, string? cursor, CancellationToken cancellationToken = default);

    /// <summary>How messages have fared with an account's numbers, in the order of those.</summary>
    Task<Page<MovedEngagement>> ReadEngagementAsync(string account, string? cursor, CancellationToken cancellationToken = default);
}
