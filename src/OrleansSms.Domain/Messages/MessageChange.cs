namespace OrleansSms.Domain.Messages;

/// <summary>
/// One step of a message that exists. The timeline entry is always added; the rest takes effect as <see cref="MessageState.Apply"/> says.
/// Times are Unix microseconds; null leaves a field as it is.
/// </summary>
[GenerateSerializer, Immutable, Alias("sms.MessageChange")]
public sealed record MessageChange
{
    /// <summary>The message.</summary>
    [Id(0)] public required MessageId Id { get; init; }

    /// <summary>The status asked for.</summary>
    [Id(1)] public required MessageStatus To { get; init; }

    /// <summary>When.</summary>
    [Id(2)] public required long At { get; init; }

    /// <summary>Reason of the status, as in <c>opted_out</c>.</summary>
    [Id(3)] public string? Reason { get; init; }

    /// <summary>Error as the API shows it: a command_status or a receipt's code.</summary>
    [Id(4)] public string? Error { get; init; }

    /// <summary>The bind whose lane the message is in from now on.</summary>
    [Id(5)] public BindKey? Bind { get; init; }

    /// <summary>Number of counted attempts so far.</summary>
    [Id(6)] public int? Attempts { get; init; }

    /// <summary>When a scheduled, held or uncertain message is looked at again.</summary>
    [Id(7)] public long? DueAt { get; init; }

    /// <summary>Bits of the segments that the carrier has now accepted.</summary>
    [Id(8)] public long SentSegments { get; init; }

    /// <summary>Bits of the segments that are now delivered.</summary>
    [Id(9)] public long DeliveredSegments { get; init; }

    /// <summary>The SMSC's id of an accepted segment, as sent.</summary>
    [Id(10)] public string? SmscMessageId { get; init; }

    /// <summary>A receipt to expect from now on.</summary>
    [Id(11)] public ReceiptKey? OpenReceipt { get; init; }

    /// <summary>A receipt that has come and will not be asked for again.</summary>
    [Id(12)] public ReceiptKey? CloseReceipt { get; init; }

    /// <summary>The change takes effect only while the message stands no further than this; null = wherever it stands.</summary>
    [Id(14)] public MessageStatus? OnlyUpTo { get; init; }

    /// <summary>
    /// Whether the change takes a queued message out of its lane, to be looked at again at <see cref="DueAt"/>: it asks for <see cref="MessageStatus.Held"/> and for nothing that
    /// stands further than queued. Only the bind whose lane it is, and that has it in hand, asks for this.
    /// </summary>
    public bool SetsAside => To == MessageStatus.Held && OnlyUpTo == MessageStatus.Queued;

    /// <summary>Whether the step may be taken, or is refused without a trace.</summary>
    /// <param name="status">Where the message stands.</param>
    /// <param name="isIntended">Whether its bind is about to send it: then it may be at the carrier, and it is not set aside to be sent again.</param>
    public bool MayBeTaken(MessageStatus status, bool isIntended) => !(status > OnlyUpTo) && !(SetsAside && isIntended);

    /// <summary>What the timeline shows.</summary>
    [Id(13)] public TimelineEntry Entry { get; init; }
}

/// <summary>What a receipt is found by.</summary>
/// <param name="Carrier">The carrier.</param>
/// <param name="SmscMessageId">The SMSC's id in the form that the carrier's setting normalises it to.</param>
/// <param name="Segment">0-based segment that it stands for.</param>
[GenerateSerializer, Immutable, Alias("sms.ReceiptKey")]
public readonly record struct ReceiptKey([property: Id(0)] string Carrier, [property: Id(1)] string SmscMessageId, [property: Id(2)] int Segment);
