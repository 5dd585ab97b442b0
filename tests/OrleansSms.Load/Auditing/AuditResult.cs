namespace OrleansSms.Load.Auditing;

/// <summary>What a crash audit showed.</summary>
internal sealed record AuditResult : AuditOutcome
{
    /// <summary>From process start to ready, each restart.</summary>
    public required IReadOnlyList<TimeSpan> Restarts { get; init; }

    /// <summary>Load at each kill: when it came after ready, and how many messages were at the carrier.</summary>
    public required IReadOnlyList<string> Kills { get; init; }

    public override IReadOnlyList<string> Broken => BrokenOfMessages;
}
