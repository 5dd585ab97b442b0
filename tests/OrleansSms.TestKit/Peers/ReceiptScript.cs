namespace OrleansSms.TestKit.Peers;

/// <summary>One delivery receipt and the dialect it is written in. What is null is as in the classic one; see <see cref="ReceiptDialects"/>.</summary>
public sealed record ReceiptScript
{
    /// <summary>As it stands in the text; also decides message_state. Default DELIVRD.</summary>
    public string? Stat { get; init; }

    /// <summary>Default 000.</summary>
    public string? Err { get; init; }

    /// <summary>The text, with {id} {stat} {err} {dlvrd} {submitted} {done} {text} filled in; the classic one by default.</summary>
    public string? Template { get; init; }

    public ReceiptPlace? Where { get; init; }

    /// <summary>deliver_sm (default) or data_sm, which carries a text as message_payload.</summary>
    public string? Command { get; init; }

    /// <summary>Default 0x04; 0x20 is an intermediate notification, 0 forgets to say that it is a receipt.</summary>
    public byte? EsmClass { get; init; }

    public bool? Ucs2 { get; init; }
    public bool? TrailingNul { get; init; }

    /// <summary>How the id is written in the text; default as the submit_sm_resp had it.</summary>
    public IdForm? IdForm { get; init; }

    /// <summary>How receipted_message_id is written; default as the submit_sm_resp had it.</summary>
    public IdForm? TlvIdForm { get; init; }

    /// <summary>An id of its own, for a receipt about something unknown.</summary>
    public string? Id { get; init; }

    /// <summary>A receipted_message_id that differs from the text.</summary>
    public string? TlvId { get; init; }

    /// <summary>Whether receipted_message_id ends in its NUL; default true.</summary>
    public bool? TlvNul { get; init; }

    /// <summary>Default: what belongs to <see cref="Stat"/>. -1 leaves the TLV out.</summary>
    public int? MessageState { get; init; }

    /// <summary>More TLVs: tag to hex.</summary>
    public IReadOnlyDictionary<ushort, string>? Tlvs { get; init; }

    /// <summary>Send it before the submit_sm_resp.</summary>
    public bool? BeforeResponse { get; init; }

    /// <summary>Send it only at <see cref="NodeSmsc.ReleaseAsync"/>.</summary>
    public bool? Hold { get; init; }

    public int? DelayMs { get; init; }

    /// <summary>For a receipt about something unknown: the submit's source, to which the receipt is addressed.</summary>
    public string? Source { get; init; }

    /// <summary>For a receipt about something unknown: the submit's destination, from which the receipt comes.</summary>
    public string? Destination { get; init; }
}

/// <summary>Where a receipt says what it has to say.</summary>
public enum ReceiptPlace
{
    Text,
    Tlv,
    Both,

    /// <summary>Text in message_payload and the TLVs.</summary>
    Payload,
}
