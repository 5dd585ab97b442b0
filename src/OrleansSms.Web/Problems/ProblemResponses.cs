namespace OrleansSms.Web.Problems;

/// <summary>Writes problems.</summary>
internal static class ProblemResponses
{
    public const string ContentType = "application/problem+json";

    /// <summary>Pause that a client is told when nothing better is known: a silo that died is replaced within seconds.</summary>
    public const int DefaultRetryAfterSeconds = 5;

    public static Task ProblemAsync(this HttpContext context, ProblemKind kind, string detail, IReadOnlyList<FieldError>? errors = null)
    {
        var problem = new Problem
        {
            Type = kind.Type,
            Title = kind.Title,
            Status = kind.Status,
            Detail = detail,
            Instance = context.Request.Path.Value ?? "/",
            Code = kind.Code,
            Errors = errors ?? [],
            Retryable = kind.Retryable,
            RequestId = context.TraceIdentifier,
        };
        return context.JsonAsync(kind.Status, problem, WebJson.Shared.Problem, ContentType);
    }

    public static Task UnavailableAsync(this HttpContext context, string? detail = null, int retryAfterSeconds = 0)
    {
        RetryAfter(context, retryAfterSeconds);
        return context.ProblemAsync(ProblemKind.Unavailable, detail ?? "The gateway cannot answer this now. Nothing is lost; try again.");
    }

    public static void RetryAfter(HttpContext context, int seconds) =>
        context.Response.Headers.RetryAfter = (seconds > 0 ? seconds : DefaultRetryAfterSeconds).ToString(CultureInfo.InvariantCulture);

    public static Task InvalidAsync(this HttpContext context, IReadOnlyList<FieldError> errors) =>
        context.ProblemAsync(ProblemKind.InvalidRequest, Summary(errors), errors);

    private static string Summary(IReadOnlyList<FieldError> errors) => errors.Count switch
    {
        0 => "The request is not valid.",
        1 => errors[0].Detail,
        _ => string.Create(CultureInfo.InvariantCulture, $"{errors.Count} fields are not valid; errors lists them."),
    };
}
