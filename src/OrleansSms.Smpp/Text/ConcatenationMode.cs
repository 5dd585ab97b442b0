namespace OrleansSms.Smpp.Text;

/// <summary>How a text longer than one segment travels over a bind.</summary>
public enum ConcatenationMode
{
    /// <summary>
    /// User data header with an 8-bit reference in short_message (3GPP TS 23.040 §9.2.3.24.1): 153 septets, 134 octets or 67 code units
    /// a segment.
    /// </summary>
    Udh8,

    /// <summary>
    /// User data header with a 16-bit reference in short_message (3GPP TS 23.040 §9.2.3.24.8): 152 septets, 133 octets or 66 code units
    /// a segment.
    /// </summary>
    Udh16,

    /// <summary>
    /// The TLVs sar_msg_ref_num, sar_total_segments and sar_segment_seqnum (SMPP 3.4 §5.3.2.22). The SMSC builds the header; an 8-bit reference is
    /// assumed when counting, so the sizes are those of <see cref="Udh8"/>.
    /// </summary>
    Sar,

    /// <summary>
    /// The whole text in the TLV message_payload (SMPP 3.4 §5.3.2.32), which the SMSC splits. Segments are counted as for <see cref="Udh8"/>.
    /// </summary>
    MessagePayload,
}
