namespace OrleansSms.Load.Driving;

/// <summary>What became of the requests; times in microseconds of the monotonic clock.</summary>
internal sealed record DriveResult
{
    /// <summary>Requests that were answered with 202.</summary>
    public required IReadOnlyList<long> Accepted { get; init; }

    public required long StartedAt { get; init; }

    public required long LastAcceptedAt { get; init; }

    /// <summary>Answers that said to come again.</summary>
    public required int PutOff { get; init; }

    /// <summary>Connections that ended before the answer.</summary>
    public required int Lost { get; init; }

    /// <summary>Answers that were given once more.</summary>
    public required int Replayed { get; init; }

    /// <summary>Answers that said no; there should be none.</summary>
    public required int Refused { get; init; }

    /// <summary>The first of them.</summary>
    public required string? Refusal { get; init; }
}
