namespace OrleansSms.Contracts.Events;

/// <summary>Where live events are found.</summary>
public static class LiveEvents
{
    /// <summary>Name of the stream provider. It may lose what it carries.</summary>
    public const string Provider = "live";

    /// <summary>How long a feed runs after somebody last said that they listen. Three times as long as listeners take to say so again.</summary>
    public static readonly TimeSpan FollowedFor = TimeSpan.FromSeconds(30);

    /// <summary>The stream of an account's events, of <see cref="EventPage"/>.</summary>
    public static StreamId StreamOf(string account) => StreamId.Create("events", account);
}
