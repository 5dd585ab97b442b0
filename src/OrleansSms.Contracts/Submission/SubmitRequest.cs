using OrleansSms.Domain.Contacts;

namespace OrleansSms.Contracts.Submission;

/// <summary>Messages that an account wants sent: one text, one or many recipients. Fields are as the caller gave them; the grain checks them.</summary>
[GenerateSerializer, Immutable, Alias("sms.SubmitRequest")]
public sealed record SubmitRequest
{
    /// <summary>Requests of one call: as many messages as a commit of the bulk lane takes.</summary>
    public const int MaxTogether = 500;

    /// <summary>The originator; null = the account's.</summary>
    [Id(0)] public string? From { get; init; }

    /// <summary>The text.</summary>
    [Id(1)] public required string Body { get; init; }

    /// <summary>What the messages are for.</summary>
    [Id(2)] public MessageCategory Category { get; init; } = MessageCategory.Transactional;

    /// <summary>When to send, in Unix microseconds; null = now.</summary>
    [Id(3)] public long? SendAt { get; init; }

    /// <summary>How long carriers are tried.</summary>
    [Id(4)] public TimeSpan? Validity { get; init; }

    /// <summary>The alphabet wanted.</summary>
    [Id(5)] public EncodingRequest Encoding { get; init; }

    /// <summary>Whether look-alike characters may be replaced when the text then fits GSM-7.</summary>
    [Id(6)] public bool SmartEncoding { get; init; }

    /// <summary>The sender's tags.</summary>
    [Id(7)] public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Where events of these messages are posted.</summary>
    [Id(8)] public string? CallbackUrl { get; init; }

    /// <summary>Most segments a message may take.</summary>
    [Id(9)] public int? MaxSegments { get; init; }

    /// <summary>ISO 3166 country of numbers in national format; null = the account's.</summary>
    [Id(10)] public string? DefaultCountry { get; init; }

    /// <summary>The recipients, at most <see cref="MessageLimits.MaxBatchRecipients"/>.</summary>
    [Id(11)] public required IReadOnlyList<SubmitRecipient> Recipients { get; init; }

    /// <summary>A batch accepts the good rows and reports the bad; a single message is accepted or refused.</summary>
    [Id(12)] public bool IsBatch { get; init; }

    /// <summary>The request's idempotency key, if it has one.</summary>
    [Id(13)] public IdempotencyKey? Idempotency { get; init; }

    /// <summary>The sender's program: what caps, consents and opt-outs may be for. At most <see cref="MessageLimits.MaxProgramChars"/> characters.</summary>
    [Id(14)] public string? Program { get; init; }

    /// <summary>The template that the text is made by, in place of <see cref="Body"/>; null = none.</summary>
    [Id(15)] public string? TemplateId { get; init; }

    /// <summary>The recipients' texts, in their order; the gateway makes them by the template, and campaigns by their own. Null = there is no such template, or none is asked for.</summary>
    [Id(16)] public IReadOnlyList<RecipientText>? Texts { get; init; }

    /// <summary>What the messages answer or ask by themselves; nothing that a customer can say.</summary>
    [Id(17)] public AnswerKind Answer { get; init; }

    /// <summary>The campaign that the messages belong to; nothing that a customer can say.</summary>
    [Id(18)] public string? Campaign { get; init; }

    /// <summary>The id that the batch is to have; null = a new one.</summary>
    [Id(19)] public BatchId? Batch { get; init; }
}

/// <summary>The text that a template gave for a recipient.</summary>
/// <param name="Body">The text.</param>
/// <param name="Errors">Why there is none: pointers start at the recipient.</param>
[GenerateSerializer, Immutable, Alias("sms.RecipientText")]
public readonly record struct RecipientText([property: Id(0)] string Body, [property: Id(1)] IReadOnlyList<FieldError>? Errors = null);

/// <summary>One recipient of a request.</summary>
/// <param name="To">The number as given.</param>
/// <param name="ClientReference">The sender's own reference.</param>
/// <param name="Variables">What the template is filled with.</param>
/// <param name="Language">BCP 47 language of the template's text, dates and numbers.</param>
/// <param name="From">Its originator in the form in which it is kept, where that is not the request's.</param>
/// <param name="Variant">Which of the campaign's variants it gets.</param>
[GenerateSerializer, Immutable, Alias("sms.SubmitRecipient")]
public readonly record struct SubmitRecipient(
    [property: Id(0)] string To,
    [property: Id(1)] string? ClientReference = null,
    [property: Id(2)] IReadOnlyDictionary<string, FieldValue>? Variables = null,
    [property: Id(3)] string? Language = null,
    [property: Id(4)] string? From = null,
    [property: Id(5)] byte Variant = 0);

/// <summary>An Idempotency-Key and what it stands for.</summary>
/// <param name="Key">First 16 bytes of SHA-256 over account and key.</param>
/// <param name="RequestHash">SHA-256 over method, path and body: 32 bytes.</param>
[GenerateSerializer, Immutable, Alias("sms.IdempotencyKey")]
public sealed record IdempotencyKey([property: Id(0)] byte[] Key, [property: Id(1)] byte[] RequestHash);
