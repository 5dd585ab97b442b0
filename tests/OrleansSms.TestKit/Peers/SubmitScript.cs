namespace OrleansSms.TestKit.Peers;

/// <summary>
/// How submit_sm is answered. With <see cref="Count"/> it holds for the next so many, with <see cref="Suffix"/> for destinations that
/// end so; with neither it is the rule for all others. The last one set wins.
/// </summary>
public sealed record SubmitScript
{
    public int? Count { get; init; }
    public string? Suffix { get; init; }

    /// <summary>The command_status; default 0 accepts.</summary>
    public uint? Status { get; init; }

    public SubmitAnswer? Answer { get; init; }

    /// <summary>Accept so many in each second of the peer's clock, and answer the others with ESME_RTHROTTLED.</summary>
    public int? Tps { get; init; }

    /// <summary>Answer this late. Prefer <see cref="Hold"/>, which needs no clock.</summary>
    public int? DelayMs { get; init; }

    /// <summary>Answer only at <see cref="NodeSmsc.ReleaseAsync"/>.</summary>
    public bool? Hold { get; init; }

    /// <summary>Gather this many, then answer them out of order.</summary>
    public int? Shuffle { get; init; }

    /// <summary>How the message_id is written; default decimal.</summary>
    public IdForm? Id { get; init; }

    /// <summary>
    /// The receipts for an accepted submit that asked for any, in this order; default one classic DELIVRD. They go to the session that
    /// submitted, or else to another that can receive, or else wait for the next bind.
    /// </summary>
    public IReadOnlyList<ReceiptScript>? Receipts { get; init; }
}

/// <summary>In what way a submit_sm is answered.</summary>
public enum SubmitAnswer
{
    Normal,
    Never,
    Doubled,

    /// <summary>With a sequence number that was never asked.</summary>
    WrongSequence,

    /// <summary>With a query_sm_resp of the right sequence number.</summary>
    WrongType,

    /// <summary>With a generic_nack that carries the status.</summary>
    Nack,

    /// <summary>The connection ends instead of an answer.</summary>
    Drop,

    /// <summary>The connection ends right after the answer.</summary>
    DropAfter,
}

/// <summary>How a message id is written, always from the same number.</summary>
public enum IdForm
{
    DecimalDigits,

    /// <summary>Decimal, zero-padded to 10.</summary>
    Padded,
    HexUpper,
    HexLower,

    /// <summary>Upper case, zero-padded to 8.</summary>
    HexPadded,
    Hex32,
    Hex64,
    Uuid,

    /// <summary>Empty.</summary>
    None,
}
