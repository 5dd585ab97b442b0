namespace OrleansSms.Contracts.Events;

/// <summary>
/// Follows an account's log while somebody listens, and puts what it gains on the account's stream, for listeners at every silo. What a listener misses there it finds in
/// the log. Key: the account's id.
/// </summary>
[Alias("sms.IEventFeedGrain")]
public interface IEventFeedGrain : IGrainWithStringKey
{
    /// <summary>Somebody listens, for at least <see cref="LiveEvents.FollowedFor"/>. Answers the newest place in the log; null when that is empty.</summary>
    [Alias("Follow")]
    Task<EventId?> FollowAsync();
}
