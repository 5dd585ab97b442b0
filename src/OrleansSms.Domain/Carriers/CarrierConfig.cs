namespace OrleansSms.Domain.Carriers;

/// <summary>A carrier that is reached by SMPP, as its operator set it up.</summary>
[GenerateSerializer, Immutable, Alias("sms.CarrierConfig")]
public sealed record CarrierConfig
{
    /// <summary>Most binds of one carrier.</summary>
    public const int MaxBinds = 64;

    /// <summary>Its id: <c>car_…</c>, or the name it has in the settings.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Host name or address of the SMSC.</summary>
    [Id(1)] public required string Host { get; init; }

    /// <summary>TCP port of the SMSC.</summary>
    [Id(2)] public required int Port { get; init; }

    /// <summary>system_id, at most 15 characters.</summary>
    [Id(3)] public string SystemId { get; init; } = "";

    /// <summary>password, at most 8 characters by SMPP 3.4; longer ones are sent as they are. Never shown.</summary>
    [Id(4)] public string Password { get; init; } = "";

    /// <summary>system_type, at most 12 characters.</summary>
    [Id(5)] public string SystemType { get; init; } = "";

    /// <summary>How to bind.</summary>
    [Id(6)] public BindMode BindMode { get; init; } = BindMode.Transceiver;

    /// <summary>Number of sessions, 1 to <see cref="MaxBinds"/>.</summary>
    [Id(7)] public int Binds { get; init; } = 1;

    /// <summary>Unanswered submit_sm per session, 1 to 10,000.</summary>
    [Id(8)] public int WindowSize { get; init; } = 100;

    /// <summary>Segments a second over all binds; 0 = no limit.</summary>
    [Id(9)] public int TpsLimit { get; init; }

    /// <summary>Whether the connection is TLS.</summary>
    [Id(10)] public bool Tls { get; init; }

    /// <summary>How long messages are split.</summary>
    [Id(11)] public LongMessages LongMessages { get; init; } = LongMessages.Udh8;

    /// <summary>What data_coding 0 means at this SMSC.</summary>
    [Id(12)] public SmscAlphabet Alphabet { get; init; } = SmscAlphabet.Gsm0338;

    /// <summary>The base in which submit_sm_resp gives message ids.</summary>
    [Id(13)] public SmscIdBase SubmitIdBase { get; init; } = SmscIdBase.AsIs;

    /// <summary>The base in which receipts give message ids.</summary>
    [Id(14)] public SmscIdBase ReceiptIdBase { get; init; } = SmscIdBase.AsIs;

    /// <summary>Outcomes of command_status values that differ from the table, by value.</summary>
    [Id(15)] public IReadOnlyDictionary<uint, SubmitOutcome> StatusOverrides { get; init; } = new Dictionary<uint, SubmitOutcome>();

    /// <summary>Whether new messages may be routed to it.</summary>
    [Id(16)] public bool Enabled { get; init; } = true;

    /// <summary>The account that inbound messages belong to when nothing else tells; null = the operator's.</summary>
    [Id(17)] public string? InboundAccount { get; init; }

    /// <summary>The name that the carrier's certificate must have; null = <see cref="Host"/>.</summary>
    [Id(18)] public string? TlsServerName { get; init; }

    /// <summary>Certificates that the carrier's is trusted by, as PEM; null = those that the machine trusts.</summary>
    [Id(19)] public string? TlsCa { get; init; }

    /// <summary>The certificate and private key that we show the carrier, as PEM; null = none. Never shown.</summary>
    [Id(20)] public string? TlsCertificate { get; init; }

    /// <summary>Whether the bind of this number is to run.</summary>
    public bool Runs(int index) => Enabled && index < Binds;
}

/// <summary>How a session binds.</summary>
public enum BindMode : byte
{
    /// <summary>bind_transceiver</summary>
    Transceiver = 0,

    /// <summary>bind_transmitter: sends only; receipts need another carrier entry that receives.</summary>
    Transmitter = 1,

    /// <summary>bind_receiver: receives only.</summary>
    Receiver = 2,
}

/// <summary>How a message of several segments travels.</summary>
public enum LongMessages : byte
{
    /// <summary>UDH with an 8-bit reference.</summary>
    Udh8 = 0,

    /// <summary>UDH with a 16-bit reference.</summary>
    Udh16 = 1,

    /// <summary>sar_* TLVs.</summary>
    Sar = 2,

    /// <summary>One submit_sm with message_payload.</summary>
    Payload = 3,
}

/// <summary>An SMSC's default alphabet.</summary>
public enum SmscAlphabet : byte
{
    /// <summary>GSM 03.38, one septet an octet.</summary>
    Gsm0338 = 0,

    /// <summary>ISO 8859-1.</summary>
    Latin1 = 1,

    /// <summary>ASCII.</summary>
    Ascii = 2,
}

/// <summary>How an SMSC writes its message ids.</summary>
public enum SmscIdBase : byte
{
    /// <summary>Compared as text, without case and leading zeros.</summary>
    AsIs = 0,

    /// <summary>A decimal number.</summary>
    Decimal = 1,

    /// <summary>A hexadecimal number.</summary>
    Hex = 2,
}
