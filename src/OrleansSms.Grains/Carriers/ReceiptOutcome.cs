using OrleansSms.Smpp.Receipts;

namespace OrleansSms.Grains.Carriers;

/// <summary>What the state of a receipt means for the message.</summary>
/// <param name="To">The status it leads to; <see cref="MessageStatus.Accepted"/> = none.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct ReceiptOutcome(MessageStatus To, string? Reason)
{
    /// <summary>Whether no other receipt is expected.</summary>
    public bool IsFinal => To.IsFinal();

    public static ReceiptOutcome Of(DeliveryReceipt receipt) => receipt.State switch
    {
        _ when receipt.Intermediate => new(MessageStatus.Accepted, null),
        ReceiptState.Delivered => new(MessageStatus.Delivered, null),
        ReceiptState.Expired => new(MessageStatus.Expired, "carrier_expired"),
        ReceiptState.Deleted => new(MessageStatus.Undelivered, "carrier_deleted"),
        ReceiptState.Undeliverable => new(MessageStatus.Undelivered, "carrier_undelivered"),
        ReceiptState.Rejected => new(MessageStatus.Undelivered, "carrier_rejected"),
        _ => new(MessageStatus.Accepted, null),
    };

    /// <summary>A receipt for the timeline.</summary>
    public static string Describe(DeliveryReceipt receipt) =>
        receipt.Error is { Length: > 0 } error ? $"{receipt.RawState ?? receipt.State.ToString()} err:{error}" : receipt.RawState ?? receipt.State.ToString();
}
