namespace OrleansSms.Web.Problems;

/// <summary>What went wrong, as RFC 9457 has it, with a code for programs and every bad field at once.</summary>
internal sealed record Problem
{
    /// <summary>URI that names the kind of problem.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong with this request and what would be right.</summary>
    public required string Detail { get; init; }

    /// <summary>The path that was asked for.</summary>
    public required string Instance { get; init; }

    /// <summary>Stable name of the problem, for programs.</summary>
    public required string Code { get; init; }

    /// <summary>Every bad field.</summary>
    public required IReadOnlyList<FieldError> Errors { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public required bool Retryable { get; init; }

    /// <summary>Names the request in the gateway's logs; also in the X-Request-Id header.</summary>
    public required string RequestId { get; init; }
}
