namespace OrleansSms.Web.Problems;

/// <summary>One row of the table of problems.</summary>
internal sealed record ProblemKind(int Status, string Code, string Title, bool Retryable = false)
{
    public static readonly ProblemKind MalformedJson = new(400, "malformed_json", "Malformed JSON");
    public static readonly ProblemKind InvalidRequest = new(400, "invalid_request", "Invalid request");
    public static readonly ProblemKind InvalidIdempotencyKey = new(400, "invalid_idempotency_key", "Invalid Idempotency-Key");
    public static readonly ProblemKind Unauthenticated = new(401, "unauthenticated", "Authentication required");
    public static readonly ProblemKind MissingScope = new(403, "missing_scope", "Missing scope");
    public static readonly ProblemKind NotFound = new(404, "not_found", "Not found");
    public static readonly ProblemKind MethodNotAllowed = new(405, "method_not_allowed", "Method not allowed");
    public static readonly ProblemKind IdempotencyInFlight = new(409, "idempotency_in_flight", "Request in progress", Retryable: true);
    public static readonly ProblemKind TooLate = new(409, "too_late", "Too late");
    public static readonly ProblemKind NotAllowedNow = new(409, "not_allowed_now", "Not possible now");
    public static readonly ProblemKind AlreadyExists = new(409, "already_exists", "Already exists");
    public static readonly ProblemKind InUse = new(409, "in_use", "Still in use");
    public static readonly ProblemKind LimitReached = new(409, "limit_reached", "Limit reached");
    public static readonly ProblemKind BodyTooLarge = new(413, "body_too_large", "Body too large");
    public static readonly ProblemKind UnsupportedMediaType = new(415, "unsupported_media_type", "Unsupported media type");
    public static readonly ProblemKind IdempotencyKeyReused = new(422, "idempotency_key_reused", "Idempotency-Key reused");
    public static readonly ProblemKind RateLimited = new(429, "rate_limited", "Rate limited", Retryable: true);
    public static readonly ProblemKind Internal = new(500, "internal_error", "Internal error", Retryable: true);
    public static readonly ProblemKind Unavailable = new(503, "unavailable", "Temporarily unavailable", Retryable: true);

    /// <summary>URI of the kind: a name, not an address.</summary>
    public string Type { get; } = $"urn:orleanssms:problem:{Code}";

    /// <summary>The kind of a bare status code that something else has set.</summary>
    public static ProblemKind Of(int status) => status switch
    {
        401 => Unauthenticated,
        404 => NotFound,
        405 => MethodNotAllowed,
        413 => BodyTooLarge,
        415 => UnsupportedMediaType,
        503 => Unavailable,
        >= 500 => Internal with { Status = status },
        _ => InvalidRequest with { Status = status },
    };
}
