using OrleansSms.Domain.Contacts;

namespace OrleansSms.Storage.Contacts;

/// <summary>How accounts' messages have fared, by number. Filled from the event log by a reader with a place of its own, so each event counts once.</summary>
public interface IEngagementStore
{
    /// <summary>How messages have fared with numbers; those with which nothing has happened are left out.</summary>
    Task<IReadOnlyDictionary<Msisdn, Engagement>> ReadAsync(string account, IReadOnlyList<Msisdn> numbers, CancellationToken cancellationToken = default);

    /// <summary>Adds what happened, and moves the account's place in its log to <paramref name="cursor"/>, in one commit.</summary>
    Task AddAsync(string account, IReadOnlyDictionary<Msisdn, Engagement> happened, EventId cursor, CancellationToken cancellationToken = default);

    /// <summary>The last event that counts; null = none yet.</summary>
    Task<EventId?> ReadCursorAsync(string account, CancellationToken cancellationToken = default);

    /// <summary>Forgets how messages have fared with a number. Nothing may be added meanwhile.</summary>
    Task ForgetAsync(string account, Msisdn number, CancellationToken cancellationToken = default);
}
