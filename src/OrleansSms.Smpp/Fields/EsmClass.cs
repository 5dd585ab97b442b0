namespace OrleansSms.Smpp.Fields;

/// <summary>The bits of esm_class (SMPP 3.4 §5.2.12).</summary>
public static class EsmClass
{
    /// <summary>Bits 0 and 1: the messaging mode.</summary>
    public const byte ModeMask = 0x03;

    /// <summary>Mode: what the SMSC does by default, mostly store and forward.</summary>
    public const byte DefaultMode = 0x00;

    /// <summary>Mode: datagram, without retry.</summary>
    public const byte Datagram = 0x01;

    /// <summary>Mode: forward, the answer tells of delivery.</summary>
    public const byte Forward = 0x02;

    /// <summary>Mode: store and forward.</summary>
    public const byte StoreAndForward = 0x03;

    /// <summary>Bits 2 to 5: the message type.</summary>
    public const byte TypeMask = 0x3C;

    /// <summary>Type in deliver_sm: a delivery receipt.</summary>
    public const byte DeliveryReceipt = 0x04;

    /// <summary>Type: an acknowledgement by the recipient.</summary>
    public const byte DeliveryAcknowledgement = 0x08;

    /// <summary>Type: an acknowledgement entered by the recipient's user.</summary>
    public const byte UserAcknowledgement = 0x10;

    /// <summary>Type in deliver_sm: the end of a conversation (Korean CDMA).</summary>
    public const byte ConversationAbort = 0x18;

    /// <summary>Type in deliver_sm: an intermediate notification.</summary>
    public const byte IntermediateNotification = 0x20;

    /// <summary>Feature: the text begins with a user data header.</summary>
    public const byte Udhi = 0x40;

    /// <summary>Feature: a reply path is set.</summary>
    public const byte ReplyPath = 0x80;

    /// <summary>Whether the text begins with a user data header.</summary>
    public static bool HasUdh(byte esmClass) => (esmClass & Udhi) != 0;

    /// <summary>Whether the type is delivery receipt or intermediate notification.</summary>
    public static bool IsReceipt(byte esmClass) => (esmClass & TypeMask) is DeliveryReceipt or IntermediateNotification;
}
