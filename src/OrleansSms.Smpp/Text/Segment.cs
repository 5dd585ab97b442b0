namespace OrleansSms.Smpp.Text;

/// <summary>One submit_sm's worth of a message.</summary>
/// <param name="UserData">
/// The content of short_message, or of message_payload when <see cref="InPayload"/>; begins with the user data header if
/// there is one.
/// </param>
/// <param name="DataCoding">
/// data_coding (SMPP 3.4 §5.2.19).</param>
/// <param name="HasUdh">Whether esm_class needs the UDHI bit, 0x40.
/// </param>
/// <param name="Index">
/// Position in the message, from 0.</param>
/// <param name="Total">Segments in the message.
/// </param>
public sealed record Segment(ReadOnlyMemory<byte> UserData, byte DataCoding, bool HasUdh, int Index, int Total)
{
    /// <summary>The values of the sar_ TLVs to send with it; null when the message does not use them.</summary>
    public SarReference? Sar { get; init; }

    /// <summary>True when <see cref="UserData"/> goes into the TLV message_payload and short_message stays empty.</summary>
    public bool InPayload { get; init; }
}

/// <summary>
/// The three TLVs that tie segments together outside the user data (SMPP 3.4 §5.3.2.22 to 24).</summary>
/// <param name="Reference">sar_msg_ref_num, the same in all segments of a message.
/// </param>
/// <param name="Total">
/// sar_total_segments, 1 to 255.</param>
/// <param name="Sequence">sar_segment_seqnum, from 1.
/// </param>
public readonly record struct SarReference(ushort Reference, byte Total, byte Sequence);
