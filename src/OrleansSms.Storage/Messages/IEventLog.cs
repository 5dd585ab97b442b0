namespace OrleansSms.Storage.Messages;

/// <summary>What happened to an account's messages, in the order of the commits. Written by <see cref="IMessageStore.CommitAsync"/>.</summary>
public interface IEventLog
{
    /// <summary>Events of an account behind <paramref name="after"/> (null = from the beginning), oldest first.</summary>
    Task<IReadOnlyList<LoggedEvent>> ReadAsync(string account, EventId? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>The same with the messages they are about.</summary>
    Task<IReadOnlyList<EventRecord>> ReadRecordsAsync(string account, EventId? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Place of the newest event of an account; null when it has none.</summary>
    Task<EventId?> LastAsync(string account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Completes when an event of the account may have been written behind <paramref name="after"/>: at once if there is one. It may complete too
    /// often, never too seldom while this process writes; callers in a cluster also look from time to time.
    /// </summary>
    Task WaitAsync(string account, EventId? after, CancellationToken cancellationToken = default);
}
