using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <summary>A bound session, or why there is none.</summary>
public sealed record EsmeConnectResult
{
    /// <summary>How it went.</summary>
    public required EsmeConnectOutcome Outcome { get; init; }

    /// <summary>The bound session; null unless <see cref="EsmeConnectOutcome.Bound"/>.</summary>
    public SmppSession? Session { get; init; }

    /// <summary>What the SMSC answered to the bind; ok unless <see cref="EsmeConnectOutcome.BindRefused"/>.</summary>
    public CommandStatus BindStatus { get; init; }

    /// <summary>A sentence for a log or an operator.</summary>
    public required string Text { get; init; }
}
