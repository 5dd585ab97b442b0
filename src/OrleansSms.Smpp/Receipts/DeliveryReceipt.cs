namespace OrleansSms.Smpp.Receipts;

/// <summary>What a delivery receipt says. Whatever the carrier left out is null.</summary>
public sealed record DeliveryReceipt
{
    /// <summary>The message id as the carrier wrote it, without surrounding blanks; compare it by <see cref="SmscMessageId.Normalize"/>.</summary>
    public required string MessageId { get; init; }

    /// <summary>The state of the message.</summary>
    public required ReceiptState State { get; init; }

    /// <summary>The state as the carrier wrote it, such as <c>DELIVRD</c>; null when it came only as the TLV message_state.</summary>
    public string? RawState { get; init; }

    /// <summary>
    /// The error as sent, such as <c>000</c> or <c>21b</c>. From the TLV network_error_code it is network type and code, such as
    /// <c>3:11</c>.
    /// </summary>
    public string? Error { get; init; }

    /// <summary>When the message was submitted.</summary>
    public DateTimeOffset? SubmitDate { get; init; }

    /// <summary>When the message reached its state.</summary>
    public DateTimeOffset? DoneDate { get; init; }

    /// <summary>Short messages submitted.</summary>
    public int? Submitted { get; init; }

    /// <summary>Short messages delivered.</summary>
    public int? Delivered { get; init; }

    /// <summary>The beginning of the message's text, usually 20 characters.</summary>
    public string? Text { get; init; }

    /// <summary>True when the id came from the TLV receipted_message_id, which wins over the text.</summary>
    public bool IdFromTlv { get; init; }

    /// <summary>True for an intermediate notification (esm_class 0x20).</summary>
    public bool Intermediate { get; init; }
}
