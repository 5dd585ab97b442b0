using OrleansSms.Load.Clients;

namespace OrleansSms.Load.Auditing.Clusters;

/// <summary>What an audit of a cluster showed.</summary>
internal sealed record ClusterAuditResult
{
    /// <summary>How long binds of a silo that died may be away.</summary>
    private static readonly TimeSpan RebindWithin = TimeSpan.FromSeconds(15);

    public required Comparison Comparison { get; init; }

    public required IReadOnlyList<DriveResult> Drives { get; init; }

    /// <summary>Duplicates that the promise allows: a window and a commit's worth for each bind each time, and for each silo that was stopped.</summary>
    public required int DuplicatesAllowed { get; init; }

    /// <summary>Duplicated messages whose timeline does not say that they were uncertain: sent by two silos that did not know of each other.</summary>
    public required IReadOnlyList<string> Unmarked { get; init; }

    /// <summary>submit_sm that the carrier could not record: then nothing is proven.</summary>
    public required long Unrecorded { get; init; }

    /// <summary>What was done to the cluster.</summary>
    public required IReadOnlyList<string> Done { get; init; }

    /// <summary>From the end of a silo to all binds being bound at others.</summary>
    public required IReadOnlyList<TimeSpan> Rebinds { get; init; }

    public required EventCheck Events { get; init; }

    /// <summary>Final statuses that came to the webhook.</summary>
    public required long Told { get; init; }

    /// <summary>Of those that were checked.</summary>
    public required long Forged { get; init; }

    /// <summary>The promises that were broken.</summary>
    public IReadOnlyList<string> Broken =>
    [
        .. Comparison.Accepted == 0 ? ["nothing was accepted, so nothing was shown"] : None,
        .. Comparison.Lost > 0 ? [$"{Comparison.Lost} accepted messages were lost"] : None,
        .. Comparison.Duplicates > DuplicatesAllowed ? [$"{Comparison.Duplicates} duplicates, {DuplicatesAllowed} allowed"] : None,
        .. Unmarked.Count > 0 ? [$"{Unmarked.Count} duplicated messages are not marked as uncertain, as {Unmarked[0]}"] : None,
        .. Comparison.StoredTwice > 0 ? [$"{Comparison.StoredTwice} messages were stored twice"] : None,
        .. Drives.Where(drive => drive.Refused > 0).Select(drive => $"{drive.Refused} requests were refused: {drive.Refusal}"),
        .. Rebinds.Where(rebind => rebind > RebindWithin).Select(rebind => $"binds were away for {rebind.TotalSeconds:0.0} s"),
        .. Events.Wrong,
        .. Events.Ended < Comparison.Accepted ? [$"{Comparison.Accepted - Events.Ended} messages have no final event"] : None,
        .. Told < Comparison.Accepted ? [$"{Comparison.Accepted - Told} final statuses never came to the webhook"] : None,
        .. Forged > 0 ? [$"{Forged} webhooks have a wrong signature"] : None,
        .. Unrecorded > 0 ? [$"{Unrecorded} submit_sm could not be recorded"] : None,
    ];

    private static string[] None => [];
}
