using OrleansSms.Domain.Accounts;

namespace OrleansSms.Storage;

/// <summary>Upkeep that must not stall the message path: small steps, called from time to time.</summary>
public interface IStoreMaintenance
{
    /// <summary>Whether the store takes writes now; a sentence that says why not, or null.</summary>
    Task<string?> ProbeAsync(CancellationToken cancellationToken = default);

    /// <summary>The greatest message key that was ever written, so that new ids are greater.</summary>
    Task<ulong> GreatestKeyAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes what is no longer needed at <paramref name="now"/> (Unix microseconds); true when there is more to do.</summary>
    Task<bool> PruneAsync(long now, Retention retention, CancellationToken cancellationToken = default);
}

/// <summary>How long things are kept.</summary>
/// <param name="Idempotency">Answers to requests.</param>
/// <param name="OpenReceipts">Receipts that never came.</param>
/// <param name="Events">The event log.</param>
[GenerateSerializer, Immutable, Alias("sms.Retention")]
public sealed record Retention(
    [property: Id(0)] TimeSpan Idempotency,
    [property: Id(1)] TimeSpan OpenReceipts,
    [property: Id(2)] TimeSpan Events)
{
    /// <summary>
    /// How long a message may count towards a cap, from when it was accepted. Default: as far ahead as one is scheduled, the time that it may take to go out, and then the longest cap.
    /// </summary>
    [Id(3)]
    public TimeSpan Counted { get; init; } =
        MessageLimits.MaxScheduleAhead + MessageLimits.MaxValidity + TimeSpan.FromSeconds(RecipientCap.MaxSeconds);

    /// <summary>
    /// How long messages are kept once they have ended, with their timelines, their batches, and messages from handsets: at least <see cref="MessageRetention.Shortest"/>; null = for ever. Reports of campaigns have their own
    /// counts and stay.
    /// </summary>
    [Id(4)]
    public TimeSpan? Messages { get; init; }

    /// <summary>24 hours of answers as the API promises; a week for receipts, since SMSCs keep a message two or three days; 30 days of events.</summary>
    public static Retention Default { get; } = new(TimeSpan.FromHours(24), TimeSpan.FromDays(7), TimeSpan.FromDays(30));
}
