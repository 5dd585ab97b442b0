using OrleansSms.Load.Clients;
using OrleansSms.Load.Figures;

namespace OrleansSms.Load.Auditing;

/// <summary>What every audit shows: what became of the messages that were accepted while harm was done.</summary>
internal abstract record AuditOutcome
{
    public required Comparison Comparison { get; init; }

    public required IReadOnlyList<DriveResult> Drives { get; init; }

    /// <summary>Duplicates that the promise allows: a window and a commit's worth for each bind and time that it was broken off.</summary>
    public required int DuplicatesAllowed { get; init; }

    /// <summary>Duplicated messages whose timeline does not say that they were uncertain: two sent them that did not know of each other.</summary>
    public required IReadOnlyList<string> Unmarked { get; init; }

    /// <summary>submit_sm that the carrier could not record: then nothing is proven.</summary>
    public required long Unrecorded { get; init; }

    /// <summary>The promises that were broken.</summary>
    public abstract IReadOnlyList<string> Broken { get; }

    protected static string[] None => [];

    /// <summary>The promises about messages that were broken.</summary>
    protected IReadOnlyList<string> BrokenOfMessages =>
    [
        .. Comparison.Lost > 0 ? [$"{Comparison.Lost} accepted messages were lost"] : None,
        .. Comparison.Duplicates > DuplicatesAllowed ? [$"{Comparison.Duplicates} duplicates, {DuplicatesAllowed} allowed"] : None,
        .. Unmarked.Count > 0 ? [$"{Unmarked.Count} duplicated messages are not marked as uncertain, as {Unmarked[0]}"] : None,
        .. Comparison.StoredTwice > 0 ? [$"{Comparison.StoredTwice} messages were stored twice"] : None,
        .. Drives.Where(drive => drive.Refused > 0).Select(drive => $"{drive.Refused} requests were refused: {drive.Refusal}"),
        .. Unrecorded > 0 ? [$"{Unrecorded} submit_sm could not be recorded"] : None,
    ];

    /// <summary>Adds what became of the messages.</summary>
    public Table AddTo(Table table) => table
        .Row("messages accepted", $"{Comparison.Accepted:N0}")
        .Row("answers lost, replayed, put off", $"{Drives.Sum(drive => drive.LostAnswers):N0}, {Drives.Sum(drive => drive.Replayed):N0}, {Drives.Sum(drive => drive.PutOff):N0}")
        .Row("lost", $"{Comparison.Lost:N0} (not final {Comparison.Unfinished:N0})")
        .Row("duplicates at the carrier", $"{Comparison.Duplicates:N0} of {DuplicatesAllowed:N0} allowed")
        .Row("  of them not marked uncertain", $"{Unmarked.Count:N0}")
        .Row("held or ended uncertain", $"{Comparison.Uncertain:N0}");
}
