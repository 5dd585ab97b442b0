namespace OrleansSms.TestKit.Peers;

/// <summary>Receipts as carriers really send them.</summary>
public static class ReceiptDialects
{
    public static ReceiptScript Classic { get; } = new();

    public static ReceiptScript TextAndTlv { get; } = new() { Where = ReceiptPlace.Both };

    public static ReceiptScript TlvOnly { get; } = new() { Where = ReceiptPlace.Tlv };

    public static ReceiptScript TlvWithoutNul { get; } = new() { Where = ReceiptPlace.Tlv, TlvNul = false };

    public static ReceiptScript TlvWithoutState { get; } = new() { Where = ReceiptPlace.Both, MessageState = -1 };

    public static ReceiptScript MessagePayload { get; } = new() { Where = ReceiptPlace.Payload };

    public static ReceiptScript DataSm { get; } = new() { Command = "data_sm", Where = ReceiptPlace.Tlv };

    public static ReceiptScript EsmClassZero { get; } = new() { EsmClass = 0 };

    public static ReceiptScript Ucs2Text { get; } = new() { Ucs2 = true };

    public static ReceiptScript LowerCase { get; } = new() { Stat = "delivrd" };

    public static ReceiptScript Reordered { get; } =
        new() { Template = "stat:{stat} err:{err} id:{id} done date:{done} submit date:{submitted} dlvrd:{dlvrd} sub:001 Text:{text}" };

    public static ReceiptScript IdAndStatOnly { get; } = new() { Template = "id:{id} stat:{stat}" };

    public static ReceiptScript WithoutErr { get; } =
        new() { Template = "id:{id} sub:001 dlvrd:{dlvrd} submit date:{submitted} done date:{done} stat:{stat} text:{text}" };

    public static ReceiptScript TrailingNul { get; } = new() { TrailingNul = true };

    /// <summary>To be used with a submit_sm_resp whose id is hex.</summary>
    public static ReceiptScript DecimalIdInText { get; } = new() { IdForm = IdForm.DecimalDigits };

    /// <summary>To be used with a submit_sm_resp whose id is decimal.</summary>
    public static ReceiptScript HexIdInText { get; } = new() { IdForm = IdForm.HexUpper };

    public static ReceiptScript BeforeResponse { get; } = new() { BeforeResponse = true };

    /// <summary>An intermediate notification, to be followed by a final receipt.</summary>
    public static ReceiptScript Intermediate { get; } = new() { EsmClass = 0x20, Stat = "ENROUTE" };

    public static ReceiptScript Enroute { get; } = new() { Stat = "ENROUTE" };

    public static ReceiptScript Undelivered { get; } = new() { Stat = "UNDELIV", Err = "021" };

    public static ReceiptScript UnknownId { get; } = new() { Id = "99999999999" };

    /// <summary>Every dialect that says "delivered" about the submit it belongs to, by name: data for a theory.</summary>
    public static IReadOnlyDictionary<string, ReceiptScript> Delivered { get; } = new Dictionary<string, ReceiptScript>
    {
        [nameof(Classic)] = Classic,
        [nameof(TextAndTlv)] = TextAndTlv,
        [nameof(TlvOnly)] = TlvOnly,
        [nameof(TlvWithoutNul)] = TlvWithoutNul,
        [nameof(TlvWithoutState)] = TlvWithoutState,
        [nameof(MessagePayload)] = MessagePayload,
        [nameof(DataSm)] = DataSm,
        [nameof(EsmClassZero)] = EsmClassZero,
        [nameof(Ucs2Text)] = Ucs2Text,
        [nameof(LowerCase)] = LowerCase,
        [nameof(Reordered)] = Reordered,
        [nameof(IdAndStatOnly)] = IdAndStatOnly,
        [nameof(WithoutErr)] = WithoutErr,
        [nameof(TrailingNul)] = TrailingNul,
        [nameof(BeforeResponse)] = BeforeResponse,
    };
}
