using OrleansSms.Domain.Carriers;

namespace OrleansSms.Web.Carriers;

/// <summary>A carrier to make or change; what is absent is the default, or stays. Only documents the body.</summary>
internal record CarrierPatch
{
    /// <summary>Host name or address of the SMSC.</summary>
    public string? Host { get; init; }

    /// <summary>TCP port of the SMSC.</summary>
    public int? Port { get; init; }

    /// <summary>SMPP system_id, at most 15 characters.</summary>
    public string? SystemId { get; init; }

    /// <summary>SMPP password. Never shown again; when a carrier is replaced without one, it keeps the one it has.</summary>
    public string? Password { get; init; }

    /// <summary>SMPP system_type, at most 12 characters.</summary>
    public string? SystemType { get; init; }

    /// <summary>How sessions bind. Default transceiver.</summary>
    public BindMode? BindMode { get; init; }

    /// <summary>Number of sessions, 1 to 64. Default 1.</summary>
    public int? Binds { get; init; }

    /// <summary>Unanswered submit_sm per session, 1 to 10,000. Default 100.</summary>
    public int? WindowSize { get; init; }

    /// <summary>Segments a second over all binds; 0 = no limit, the default.</summary>
    public int? TpsLimit { get; init; }

    /// <summary>Whether the connection is TLS. Default false.</summary>
    public bool? Tls { get; init; }

    /// <summary>The name that the SMSC's certificate must have; null = host.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Certificates as PEM that the SMSC's must come from; null = those that the gateway's machine trusts.</summary>
    public string? TlsCa { get; init; }

    /// <summary>Certificate and private key as PEM to show the SMSC. Never shown again; when a carrier is replaced without one, it keeps the one it has.</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>How long messages are split. Default udh8.</summary>
    public LongMessages? LongMessages { get; init; }

    /// <summary>What data_coding 0 means at this SMSC. Default gsm0338.</summary>
    public SmscAlphabet? Alphabet { get; init; }

    /// <summary>The base in which submit_sm_resp gives message ids. Default as_is.</summary>
    public SmscIdBase? SubmitIdBase { get; init; }

    /// <summary>The base in which receipts give message ids. Default as_is.</summary>
    public SmscIdBase? ReceiptIdBase { get; init; }

    /// <summary>Outcomes of command_status values that differ from the table, by value in hexadecimal (0x00000058) or decimal.</summary>
    public IReadOnlyDictionary<string, SubmitOutcome>? StatusOverrides { get; init; }

    /// <summary>Whether new messages may be routed to it. Default true.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The account that inbound messages belong to when nothing else tells; null = the operator's.</summary>
    public string? InboundAccount { get; init; }
}

/// <summary>A carrier to make. Only documents the body.</summary>
internal sealed record CarrierRequest : CarrierPatch
{
    /// <summary>Host name or address of the SMSC.</summary>
    public new required string Host { get; init; }

    /// <summary>TCP port of the SMSC.</summary>
    public new required int Port { get; init; }
}

/// <summary>A carrier that is reached by SMPP.</summary>
internal sealed record CarrierView
{
    /// <summary>Its id: car_…, or the name it has in the settings.</summary>
    public required string Id { get; init; }

    /// <summary>Host name or address of the SMSC.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port of the SMSC.</summary>
    public required int Port { get; init; }

    /// <summary>SMPP system_id.</summary>
    public required string SystemId { get; init; }

    /// <summary>Whether a password is set; it is never shown.</summary>
    public required bool PasswordSet { get; init; }

    /// <summary>SMPP system_type.</summary>
    public required string SystemType { get; init; }

    /// <summary>How sessions bind.</summary>
    public required BindMode BindMode { get; init; }

    /// <summary>Number of sessions.</summary>
    public required int Binds { get; init; }

    /// <summary>Unanswered submit_sm per session.</summary>
    public required int WindowSize { get; init; }

    /// <summary>Segments a second over all binds; 0 = no limit.</summary>
    public required int TpsLimit { get; init; }

    /// <summary>Whether the connection is TLS.</summary>
    public required bool Tls { get; init; }

    /// <summary>The name that the SMSC's certificate must have; null = host.</summary>
    public required string? TlsServerName { get; init; }

    /// <summary>Certificates as PEM that the SMSC's must come from; null = those that the gateway's machine trusts.</summary>
    public required string? TlsCa { get; init; }

    /// <summary>Whether a certificate is shown to the SMSC; it and its key are never shown here.</summary>
    public required bool TlsCertificateSet { get; init; }

    /// <summary>How long messages are split.</summary>
    public required LongMessages LongMessages { get; init; }

    /// <summary>What data_coding 0 means at this SMSC.</summary>
    public required SmscAlphabet Alphabet { get; init; }

    /// <summary>The base in which submit_sm_resp gives message ids.</summary>
    public required SmscIdBase SubmitIdBase { get; init; }

    /// <summary>The base in which receipts give message ids.</summary>
    public required SmscIdBase ReceiptIdBase { get; init; }

    /// <summary>Outcomes of command_status values that differ from the table, by value in hexadecimal.</summary>
    public required IReadOnlyDictionary<string, SubmitOutcome> StatusOverrides { get; init; }

    /// <summary>Whether new messages may be routed to it.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The account that inbound messages belong to when nothing else tells.</summary>
    public required string? InboundAccount { get; init; }

    public static CarrierView Of(CarrierConfig config) => new()
    {
        Id = config.Id,
        Host = config.Host,
        Port = config.Port,
        SystemId = config.SystemId,
        PasswordSet = config.Password.Length > 0,
        SystemType = config.SystemType,
        BindMode = config.BindMode,
        Binds = config.Binds,
        WindowSize = config.WindowSize,
        TpsLimit = config.TpsLimit,
        Tls = config.Tls,
        TlsServerName = config.TlsServerName,
        TlsCa = config.TlsCa,
        TlsCertificateSet = config.TlsCertificate is not null,
        LongMessages = config.LongMessages,
        Alphabet = config.Alphabet,
        SubmitIdBase = config.SubmitIdBase,
        ReceiptIdBase = config.ReceiptIdBase,
        StatusOverrides = config.StatusOverrides.ToDictionary(row => CommandStatusText.Write(row.Key), row => row.Value),
        Enabled = config.Enabled,
        InboundAccount = config.InboundAccount,
    };
}
