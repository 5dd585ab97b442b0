using OrleansSms.Contracts.Contacts;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Contracts.Recipients;

/// <summary>What an account has to do with people. Key: the account's id. A stateless worker that reads. Pages may be short before the end: a bounded number of messages is looked at for one.</summary>
[Alias("sms.IPeopleGrain")]
public interface IPeopleGrain : IGrainWithStringKey
{
    /// <summary>Messages both ways and what is remembered of a person, newest first.</summary>
    [Alias("ReadTimeline")]
    Task<Page<PersonEntry>> ReadTimelineAsync(Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken = default);

    /// <summary>All but messages that the account holds of a person.</summary>
    [Alias("ReadRecord")]
    Task<PersonRecord> ReadRecordAsync(Msisdn number, CancellationToken cancellationToken = default);

    /// <summary>Messages to a person with their histories, newest first.</summary>
    [Alias("ReadSent")]
    Task<Page<SentMessage>> ReadSentAsync(Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken = default);

    /// <summary>Messages from a person, newest first.</summary>
    [Alias("ReadReceived")]
    Task<Page<InboundMessage>> ReadReceivedAsync(Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken = default);
}

/// <summary>A person as an account knows it.</summary>
/// <param name="State">What decisions go by, as far as it concerns the account.</param>
/// <param name="Consents">Records of consents.</param>
/// <param name="Contact">The contact, and how messages have fared; null = there is none.</param>
[GenerateSerializer, Immutable, Alias("sms.PersonRecord")]
public sealed record PersonRecord(
    [property: Id(0)] RecipientState State,
    [property: Id(1)] IReadOnlyList<ConsentRecord> Consents,
    [property: Id(2)] KnownContact? Contact);

/// <summary>A message to a person with all that has happened to it.</summary>
/// <param name="Record">The message and where it stands.</param>
/// <param name="Timeline">Its history, decisions included, oldest first.</param>
[GenerateSerializer, Immutable, Alias("sms.SentMessage")]
public sealed record SentMessage([property: Id(0)] MessageRecord Record, [property: Id(1)] IReadOnlyList<TimelineEntry> Timeline);
