namespace OrleansSms.Smpp.Codec;

/// <summary>How much of a peer's data the decoder accepts.</summary>
public sealed record PduLimits
{
    /// <summary>The defaults.</summary>
    public static PduLimits Default { get; } = new();

    /// <summary>The largest command_length accepted, in octets. Default 71,680: a message_payload of 64 KB with its fields. A longer PDU ends the session.</summary>
    public int MaxPduBytes { get; init; } = 70 * 1024;
}
