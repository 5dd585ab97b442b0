namespace OrleansSms.Load.Auditing.Clusters;

/// <summary>What an audit of a cluster showed.</summary>
internal sealed record ClusterAuditResult : AuditOutcome
{
    /// <summary>How long binds of a silo that died may be away.</summary>
    private static readonly TimeSpan RebindWithin = TimeSpan.FromSeconds(15);

    /// <summary>What was done to the cluster.</summary>
    public required IReadOnlyList<string> Done { get; init; }

    /// <summary>From the end of a silo to all binds being bound at others.</summary>
    public required IReadOnlyList<TimeSpan> Rebinds { get; init; }

    public required EventCheck Events { get; init; }

    /// <summary>Final statuses that came to the webhook.</summary>
    public required long Told { get; init; }

    /// <summary>Of those that were checked.</summary>
    public required long Forged { get; init; }

    public override IReadOnlyList<string> Broken =>
    [
        .. Comparison.Accepted == 0 ? ["nothing was accepted, so nothing was shown"] : None,
        .. BrokenOfMessages,
        .. Rebinds.Where(rebind => rebind > RebindWithin).Select(rebind => $"binds were away for {rebind.TotalSeconds:0.0} s"),
        .. Events.Wrong,
        .. Events.Ended < Comparison.Accepted ? [$"{Comparison.Accepted - Events.Ended} messages have no final event"] : None,
        .. Told < Comparison.Accepted ? [$"{Comparison.Accepted - Told} final statuses never came to the webhook"] : None,
        .. Forged > 0 ? [$"{Forged} webhooks have a wrong signature"] : None,
    ];
}
