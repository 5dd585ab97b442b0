namespace OrleansSms.Storage.Recipients;

/// <summary>
/// Takes persons out of a store: rows stay where others count them, but without text and number. What was erased can be read no more by any port when a call completes, and from no file
/// of the engine once <see cref="ScourAsync"/> has said so.
/// </summary>
public interface IErasureStore
{
    /// <summary>Most messages of one call.</summary>
    const int MaxMessages = 200;

    /// <summary>Erases messages to a person. One that may still be sent needs its number and is left as it is. Answers how many lost text and number by this call.</summary>
    Task<int> EraseMessagesAsync(IReadOnlyList<MessageId> messages, CancellationToken cancellationToken = default);

    /// <summary>Erases messages from a person; answers how many lost text and number by this call.</summary>
    Task<int> EraseInboundAsync(IReadOnlyList<MessageId> messages, CancellationToken cancellationToken = default);

    /// <summary>Removes what else an account's use of a number has left: parts of messages that never became whole, and what counts it by.</summary>
    Task EraseTracesAsync(string account, Msisdn number, CancellationToken cancellationToken = default);

    /// <summary>Removes from journals, logs and free pages what was erased before the call. False when some of it is still in use: call again.</summary>
    Task<bool> ScourAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Numbers of which the store holds anything, whoever's they are, from a place on (null = the beginning): a bounded number of rows, so that a page may have none, and a number may come
    /// several times.
    /// </summary>
    Task<Page<Msisdn>> ListNumbersAsync(string? cursor, CancellationToken cancellationToken = default);
}
