using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Storage.Moving;

/// <summary>A document and its kind.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Document">As it is kept.</param>
public sealed record MovedDocument(string Kind, Document Document);

/// <summary>A recipient and what is remembered.</summary>
/// <param name="Number">Whose it is.</param>
/// <param name="State">What is remembered.</param>
public sealed record MovedRecipient(Msisdn Number, RecipientState State);

/// <summary>How messages have fared with a number.</summary>
/// <param name="Number">The number.</param>
/// <param name="Engagement">How they have fared.</param>
public sealed record MovedEngagement(Msisdn Number, Engagement Engagement);

/// <summary>A message as it is kept.</summary>
/// <param name="Record">The message; its status is the stored one, not the one that is shown.</param>
/// <param name="Timeline">Its history, oldest first.</param>
/// <param name="IntentBind">The bind that was about to send it.</param>
/// <param name="IntentEpoch">Epoch of that bind's owner.</param>
public sealed record MovedMessage(MessageRecord Record, IReadOnlyList<TimelineEntry> Timeline, BindKey? IntentBind, long IntentEpoch);

/// <summary>A receipt that is expected.</summary>
/// <param name="Key">What it is found by.</param>
/// <param name="Message">Whose it is.</param>
/// <param name="At">Since when, in Unix microseconds.</param>
public sealed record MovedReceipt(ReceiptKey Key, MessageId Message, long At);
