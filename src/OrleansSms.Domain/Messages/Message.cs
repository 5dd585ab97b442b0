namespace OrleansSms.Domain.Messages;

/// <summary>A message as it was accepted: nothing here changes afterwards. Times are Unix microseconds.</summary>
[GenerateSerializer, Immutable, Alias("sms.Message")]
public sealed record Message
{
    /// <summary>Its id.</summary>
    [Id(0)] public required MessageId Id { get; init; }

    /// <summary>The account that pays for it.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>The recipient.</summary>
    [Id(2)] public required Msisdn To { get; init; }

    /// <summary>The originator: a number with plus sign, a short code, or an alphanumeric name.</summary>
    [Id(3)] public required string From { get; init; }

    /// <summary>The text as it will be sent, after normalisation and smart encoding.</summary>
    [Id(4)] public required string Body { get; init; }

    /// <summary>What it is for.</summary>
    [Id(5)] public MessageCategory Category { get; init; }

    /// <summary>The alphabet it is sent in.</summary>
    [Id(6)] public MessageEncoding Encoding { get; init; }

    /// <summary>Number of submit_sm it takes.</summary>
    [Id(7)] public int Segments { get; init; }

    /// <summary>When it was accepted.</summary>
    [Id(8)] public long CreatedAt { get; init; }

    /// <summary>When its validity ends.</summary>
    [Id(9)] public long ExpiresAt { get; init; }

    /// <summary>When it may go at the earliest: the sender's send_at or the account's pace; 0 = at once.</summary>
    [Id(10)] public long NotBefore { get; init; }

    /// <summary>The batch it came in, if any.</summary>
    [Id(11)] public BatchId? Batch { get; init; }

    /// <summary>The sender's own reference.</summary>
    [Id(12)] public string? ClientReference { get; init; }

    /// <summary>The sender's tags.</summary>
    [Id(13)] public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Where this message's events are posted besides the account's endpoints.</summary>
    [Id(14)] public string? CallbackUrl { get; init; }

    /// <summary>Whether the recipient remembers it once it is queued: for caps, and so that the same text does not follow.</summary>
    [Id(15)] public bool CountsTowardsCap { get; init; }

    /// <summary>8-bit concatenation reference, allocated per originator and recipient.</summary>
    [Id(16)] public byte ConcatenationReference { get; init; }

    /// <summary>The sender's program, if it names one: what caps, consents and opt-outs may be for.</summary>
    [Id(17)] public string? Program { get; init; }

    /// <summary>Until when the decision that it may go holds, in Unix microseconds; 0 = it has to be decided before it is sent.</summary>
    [Id(18)] public long LeaseUntil { get; init; }

    /// <summary>What it answers by itself.</summary>
    [Id(19)] public AnswerKind Answer { get; init; }

    /// <summary>The campaign that it belongs to, <c>cmp_…</c>; null = none.</summary>
    [Id(20)] public string? Campaign { get; init; }

    /// <summary>Which of the campaign's variants it is, counted from 0.</summary>
    [Id(21)] public byte Variant { get; init; }

    /// <summary>Whose turn it takes in a lane: a campaign takes turns with the other campaigns and with what its account sends beside them.</summary>
    public string Share => Campaign ?? Account;

    /// <summary>Bit mask with one bit for each segment.</summary>
    public long AllSegments => (1L << Segments) - 1;
}
