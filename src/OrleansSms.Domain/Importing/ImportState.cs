namespace OrleansSms.Domain.Importing;

/// <summary>An import and where it stands.</summary>
[GenerateSerializer, Immutable, Alias("sms.ImportState")]
public sealed record ImportState
{
    /// <summary>How the file is to be read.</summary>
    [Id(0)] public required ImportConfig Config { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public ImportStatus Status { get; init; }

    /// <summary>Octets uploaded.</summary>
    [Id(2)] public long UploadedBytes { get; init; }

    /// <summary>Rows read.</summary>
    [Id(3)] public long Rows { get; init; }

    /// <summary>Rows that cannot be taken.</summary>
    [Id(4)] public long Rejected { get; init; }

    /// <summary>Rows whose number another row of the file has too.</summary>
    [Id(5)] public long Repeated { get; init; }

    /// <summary>Contacts made.</summary>
    [Id(6)] public long Created { get; init; }

    /// <summary>Contacts changed.</summary>
    [Id(7)] public long Updated { get; init; }

    /// <summary>Contacts that were there and left as they are.</summary>
    [Id(8)] public long Skipped { get; init; }

    /// <summary>Share of the current step that is done, 0 to 1.</summary>
    [Id(9)] public double Progress { get; init; }

    /// <summary>Why it failed, for people.</summary>
    [Id(10)] public string? Error { get; init; }

    /// <summary>When it ended, in Unix microseconds.</summary>
    [Id(11)] public long? EndedAt { get; init; }

    /// <summary>Runs that the rows were put into, once they are all there.</summary>
    [Id(12)] public int? Runs { get; init; }

    /// <summary>What the columns of the file were taken for, by header.</summary>
    [Id(13)] public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>The fields that the rows of runs have, in the order of their numbers.</summary>
    [Id(14)] public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Whether it has come to its end.</summary>
    public bool HasEnded => Status >= ImportStatus.Finished;

    /// <summary>Whether nobody needs it any more: it ended long ago, or its file never came.</summary>
    /// <param name="now">Unix microseconds.</param>
    public bool IsOver(long now) => HasEnded
        ? EndedAt < now - UnixMicros.From(ImportLimits.KeptAfterEnd)
        : Status == ImportStatus.WaitingForFile && Config.CreatedAt < now - UnixMicros.From(ImportLimits.MaxWaitForFile);
}

/// <summary>Where an import stands.</summary>
public enum ImportStatus : byte
{
    /// <summary>The file has not come yet.</summary>
    WaitingForFile = 0,

    /// <summary>Rows are read and checked.</summary>
    Checking = 1,

    /// <summary>Contacts are written.</summary>
    Writing = 2,

    /// <summary>All rows are contacts, or rejected.</summary>
    Finished = 3,

    /// <summary>The file cannot be read; nothing was written.</summary>
    Failed = 4,

    /// <summary>It was stopped; what was written stays.</summary>
    Canceled = 5,
}
