using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Recipients;

/// <summary>What an entry of a person's timeline is.</summary>
public enum PersonEntryKind : byte
{
    /// <summary>A message to the person, with where it stands and why.</summary>
    Message = 0,

    /// <summary>A message from the person.</summary>
    Inbound = 1,

    /// <summary>An opt-out that stands.</summary>
    OptedOut = 2,

    /// <summary>The number was put on a list on which it still stands.</summary>
    Suppressed = 3,

    /// <summary>A text that may have been an opt-out.</summary>
    PossibleOptOut = 4,

    /// <summary>A consent was given.</summary>
    ConsentGiven = 5,

    /// <summary>A consent was confirmed by the person.</summary>
    ConsentConfirmed = 6,

    /// <summary>A consent was revoked.</summary>
    ConsentRevoked = 7,
}

/// <summary>An entry of a person's timeline.</summary>
/// <param name="At">When, in Unix microseconds.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Message">The message to the person.</param>
/// <param name="Inbound">The message from the person.</param>
/// <param name="Record">The consent, or the inbound message that said so.</param>
/// <param name="Detail">A keyword, a list, a purpose.</param>
[GenerateSerializer, Immutable, Alias("sms.PersonEntry")]
public sealed record PersonEntry(
    [property: Id(0)] long At,
    [property: Id(1)] PersonEntryKind Kind,
    [property: Id(2)] MessageRecord? Message = null,
    [property: Id(3)] InboundMessage? Inbound = null,
    [property: Id(4)] string? Record = null,
    [property: Id(5)] string? Detail = null);
