namespace OrleansSms.Domain.Messages;

/// <summary>What kind of thing happened to a message.</summary>
public enum TimelineKind : byte
{
    /// <summary>It was accepted.</summary>
    Accepted = 0,

    /// <summary>The recipient's rules were asked; <see cref="TimelineEntry.Detail"/> names the rule and its evidence.</summary>
    Decided = 1,

    /// <summary>A carrier and bind were chosen; Detail names the route.</summary>
    Routed = 2,

    /// <summary>It entered a lane.</summary>
    Queued = 3,

    /// <summary>It waits for its time.</summary>
    Scheduled = 4,

    /// <summary>It waits for the recipient's rules.</summary>
    Held = 5,

    /// <summary>A submit_sm was answered: segment, command_status and the SMSC's id; Detail is the time it was sent, in Unix microseconds.</summary>
    Submitted = 6,

    /// <summary>A delivery receipt arrived; Detail holds its state and error as sent.</summary>
    Receipt = 7,

    /// <summary>It will be tried again; Detail says why and when.</summary>
    Retried = 8,

    /// <summary>Its submit_sm was never answered: it may or may not be at the carrier.</summary>
    Uncertain = 9,

    /// <summary>Its sender took it back.</summary>
    Canceled = 10,

    /// <summary>It ended; Detail is the reason.</summary>
    Ended = 11,

    /// <summary>Another carrier takes over; Detail says why.</summary>
    FailedOver = 12,
}

/// <summary>One line of a message's history.</summary>
/// <param name="At">Unix microseconds.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Carrier">Carrier and bind, as in <c>carrier/0</c>, where one took part.</param>
/// <param name="Segment">0-based segment, or -1 where the whole message is meant.</param>
/// <param name="CommandStatus">The carrier's command_status, or -1.</param>
/// <param name="SmscMessageId">The SMSC's id, as sent.</param>
/// <param name="Detail">Reason or evidence.</param>
/// <param name="Record">The consent that it goes by. Apart from the evidence, which many messages share.</param>
[GenerateSerializer, Immutable, Alias("sms.TimelineEntry")]
public readonly record struct TimelineEntry(
    [property: Id(0)] long At,
    [property: Id(1)] TimelineKind Kind,
    [property: Id(2)] string? Carrier = null,
    [property: Id(3)] int Segment = -1,
    [property: Id(4)] long CommandStatus = -1,
    [property: Id(5)] string? SmscMessageId = null,
    [property: Id(6)] string? Detail = null,
    [property: Id(7)] string? Record = null);
