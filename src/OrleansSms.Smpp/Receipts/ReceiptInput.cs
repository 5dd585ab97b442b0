namespace OrleansSms.Smpp.Receipts;

/// <summary>The parts of a deliver_sm or data_sm that can make it a delivery receipt.</summary>
public readonly ref struct ReceiptInput(byte esmClass, byte dataCoding, ReadOnlySpan<byte> body)
{
    /// <summary>esm_class; bits 2 to 5 say what kind of message it is (SMPP 3.4 §5.2.12).</summary>
    public byte EsmClass { get; } = esmClass;

    /// <summary>data_coding of the body (SMPP 3.4 §5.2.19).</summary>
    public byte DataCoding { get; } = dataCoding;

    /// <summary>short_message, or message_payload when that is empty.</summary>
    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>The value of the TLV receipted_message_id (0x001E), with or without its NUL; empty when absent.</summary>
    public ReadOnlySpan<byte> ReceiptedMessageId { get; init; }

    /// <summary>The value of the TLV message_state (0x0427); null when absent.</summary>
    public byte? MessageState { get; init; }

    /// <summary>The value of the TLV network_error_code (0x0423), three octets; empty when absent.</summary>
    public ReadOnlySpan<byte> NetworkErrorCode { get; init; }
}
