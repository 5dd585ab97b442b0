namespace OrleansSms.Smpp.Fields;

/// <summary>The bits of registered_delivery (SMPP 3.4 §5.2.17; 3 is of SMPP 5.0 §4.7.21).</summary>
public static class RegisteredDelivery
{
    /// <summary>Bits 0 and 1: which final receipts are asked for.</summary>
    public const byte ReceiptMask = 0x03;

    /// <summary>No receipt.</summary>
    public const byte None = 0x00;

    /// <summary>A receipt whatever the final outcome is.</summary>
    public const byte Final = 0x01;

    /// <summary>A receipt only when delivery failed.</summary>
    public const byte FailureOnly = 0x02;

    /// <summary>A receipt only when delivery succeeded (SMPP 5.0).</summary>
    public const byte SuccessOnly = 0x03;

    /// <summary>An acknowledgement by the recipient.</summary>
    public const byte DeliveryAcknowledgement = 0x04;

    /// <summary>An acknowledgement entered by the recipient's user.</summary>
    public const byte UserAcknowledgement = 0x08;

    /// <summary>Intermediate notifications.</summary>
    public const byte Intermediate = 0x10;

    /// <summary>Whether a receipt is asked for when the message ends delivered or not.</summary>
    public static bool AsksReceipt(byte registeredDelivery, bool delivered) => (registeredDelivery & ReceiptMask) switch
    {
        Final => true,
        FailureOnly => !delivered,
        SuccessOnly => delivered,
        _ => false,
    };
}
