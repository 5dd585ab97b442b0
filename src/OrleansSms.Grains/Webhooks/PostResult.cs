namespace OrleansSms.Grains.Webhooks;

/// <summary>What became of a post.</summary>
internal enum PostOutcome
{
    /// <summary>2xx.</summary>
    Delivered,

    /// <summary>Any other answer.</summary>
    Failed,

    /// <summary>3xx, which is not followed: it could lead anywhere.</summary>
    Redirected,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>No connection, or one that broke.</summary>
    Unreachable,

    /// <summary>The URL leads to an address that may not be posted to.</summary>
    Refused,

    /// <summary>410: the receiver wants no more.</summary>
    Gone,
}

/// <summary>What became of a post, and why for people.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Error">Why it failed; never holds the URL.</param>
internal readonly record struct PostResult(PostOutcome Outcome, string? Error = null)
{
    public static PostResult Delivered { get; } = new(PostOutcome.Delivered);
}
