namespace OrleansSms.TestKit.Peers;

/// <summary>How the peer starts. With a key and a certificate (PEM) it speaks SMPP over TLS.</summary>
public sealed record NodeSmscOptions
{
    public SmscSettings Settings { get; init; } = new();
    public string? KeyPem { get; init; }
    public string? CertificatePem { get; init; }
}

/// <summary>What holds for all sessions of the peer. What is null stays as it was.</summary>
public sealed record SmscSettings
{
    /// <summary>The only system_id that may bind; empty or never set: any.</summary>
    public string? SystemId { get; init; }

    /// <summary>The only password that may bind; empty or never set: any.</summary>
    public string? Password { get; init; }

    /// <summary>Refuse every bind with this command_status; 0 is to accept again.</summary>
    public uint? BindStatus { get; init; }

    public bool? MuteBinds { get; init; }
    public bool? MuteEnquireLinks { get; init; }
    public bool? MuteUnbinds { get; init; }

    /// <summary>Send again, at the next bind, each deliver_sm whose connection ended before its answer. Default false: it is lost.</summary>
    public bool? Redeliver { get; init; }

    /// <summary>The command_status for cancel_sm, query_sm, replace_sm and so on, by command name; default 0.</summary>
    public IReadOnlyDictionary<string, uint>? OperationStatus { get; init; }

    /// <summary>The number that the next message id is made from; give another to a peer that stands for the same carrier after a restart.</summary>
    public long? FirstId { get; init; }
}
