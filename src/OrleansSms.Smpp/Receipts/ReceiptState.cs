namespace OrleansSms.Smpp.Receipts;

/// <summary>The state of a message that a delivery receipt reports (SMPP 3.4 §5.2.28, SMPP 5.0 §4.7.15).</summary>
public enum ReceiptState
{
    /// <summary>The receipt names no state, or one that is not known. Not a failure.</summary>
    Unknown = 0,

    /// <summary>On its way. An intermediate state.</summary>
    Enroute,

    /// <summary>Accepted by the SMSC or read on behalf of the recipient. Some carriers send it as the last word.</summary>
    Accepted,

    /// <summary>Delivered to the handset. Final.</summary>
    Delivered,

    /// <summary>The validity period ended before delivery. Final.</summary>
    Expired,

    /// <summary>Deleted at the SMSC. Final.</summary>
    Deleted,

    /// <summary>Could not be delivered. Final.</summary>
    Undeliverable,

    /// <summary>Refused, by the SMSC or by the recipient's own wish. Final.</summary>
    Rejected,

    /// <summary>Held by the SMSC for a later time (SMPP 5.0). An intermediate state.</summary>
    Scheduled,

    /// <summary>Skipped by the SMSC (SMPP 5.0). Final.</summary>
    Skipped,
}
