using OrleansSms.Load.Clients;

namespace OrleansSms.Load.Auditing;

/// <summary>What a crash audit showed.</summary>
internal sealed record AuditResult
{
    public required Comparison Comparison { get; init; }

    public required IReadOnlyList<DriveResult> Drives { get; init; }

    /// <summary>Duplicates that the promise allows: a window and a commit's worth for each bind and kill.</summary>
    public required int DuplicatesAllowed { get; init; }

    /// <summary>Duplicated messages whose timeline does not say that they were uncertain.</summary>
    public required IReadOnlyList<string> Unmarked { get; init; }

    /// <summary>submit_sm that the carrier could not record: then nothing is proven.</summary>
    public required long Unrecorded { get; init; }

    /// <summary>From process start to ready, each restart.</summary>
    public required IReadOnlyList<TimeSpan> Restarts { get; init; }

    /// <summary>Load at each kill: when it came after ready, and how many messages were at the carrier.</summary>
    public required IReadOnlyList<string> Kills { get; init; }

    /// <summary>The promises that were broken.</summary>
    public IReadOnlyList<string> Broken =>
    [
        .. Comparison.Lost > 0 ? [$"{Comparison.Lost} accepted messages were lost"] : None,
        .. Comparison.Duplicates > DuplicatesAllowed ? [$"{Comparison.Duplicates} duplicates, {DuplicatesAllowed} allowed"] : None,
        .. Unmarked.Count > 0 ? [$"{Unmarked.Count} duplicated messages are not marked as uncertain, as {Unmarked[0]}"] : None,
        .. Comparison.StoredTwice > 0 ? [$"{Comparison.StoredTwice} messages were stored twice"] : None,
        .. Drives.Where(drive => drive.Refused > 0).Select(drive => $"{drive.Refused} requests were refused: {drive.Refusal}"),
        .. Unrecorded > 0 ? [$"{Unrecorded} submit_sm could not be recorded"] : None,
    ];

    private static string[] None => [];
}
