using OrleansSms.Domain.Importing;

namespace OrleansSms.Web.Importing;

/// <summary>How a file is to be imported. Only documents the body; <see cref="ImportFields"/> reads it.</summary>
internal sealed record ImportRequest
{
    /// <summary>What columns are, by header: number, zone, language, tags, lists, consent, - to pass one over, or a field such as city or zip:text. Others go by their header.</summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>ISO 3166 country of numbers in national format.</summary>
    public string? DefaultCountry { get; init; }

    /// <summary>What to do with numbers that have a contact: merge lays the row over it, skip leaves it. When absent, merge.</summary>
    public DuplicateRule? Duplicates { get; init; }

    /// <summary>Tags for every contact of the file.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Lists for every contact of the file.</summary>
    public IReadOnlyList<string>? Lists { get; init; }

    /// <summary>What the consent column, or every row, consents to.</summary>
    public ImportConsentView? Consent { get; init; }
}

/// <summary>What rows consent to.</summary>
/// <param name="Purpose">A category such as marketing, or a program.</param>
/// <param name="Wording">The wording that was shown.</param>
/// <param name="AllRows">Whether every row has consented, without a column that says so.</param>
internal sealed record ImportConsentView(string Purpose, string Wording, bool? AllRows);

/// <summary>An import and where it stands.</summary>
internal sealed record ImportView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>waiting_for_file, checking, writing, finished, failed or canceled.</summary>
    public required ImportStatus Status { get; init; }

    /// <summary>Share of the current step that is done, 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>Where the file is sent to, by PUT.</summary>
    public required string FilePath { get; init; }

    /// <summary>Octets uploaded.</summary>
    public required long UploadedBytes { get; init; }

    /// <summary>Rows read.</summary>
    public required long Rows { get; init; }

    /// <summary>Contacts made.</summary>
    public required long Created { get; init; }

    /// <summary>Contacts changed.</summary>
    public required long Updated { get; init; }

    /// <summary>Contacts that were there and left as they are.</summary>
    public required long Skipped { get; init; }

    /// <summary>Rows whose number an earlier row of the file has too.</summary>
    public required long Repeated { get; init; }

    /// <summary>Rows that could not be taken.</summary>
    public required long Rejected { get; init; }

    /// <summary>Where the rejected rows can be had as CSV; null when there are none.</summary>
    public required string? RejectsPath { get; init; }

    /// <summary>What the columns were taken for; null before the file was read.</summary>
    public required IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>Why it failed.</summary>
    public required string? Error { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    public static ImportView Of(ImportState state) => new()
    {
        Id = state.Config.Id,
        Status = state.Status,
        Progress = Math.Round(state.Progress, 3),
        FilePath = $"/v1/imports/{state.Config.Id}/file",
        UploadedBytes = state.UploadedBytes,
        Rows = state.Rows,
        Created = state.Created,
        Updated = state.Updated,
        Skipped = state.Skipped,
        Repeated = state.Repeated,
        Rejected = state.Rejected,
        RejectsPath = state.Rejected > 0 && state.Status is ImportStatus.Writing or ImportStatus.Finished ? $"/v1/imports/{state.Config.Id}/rejects" : null,
        Columns = state.Columns,
        Error = state.Error,
        CreatedAt = state.Config.CreatedAt.ToTime(),
        EndedAt = state.EndedAt.ToTime(),
    };
}
