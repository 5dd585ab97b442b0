using Microsoft.Extensions.Logging;

namespace OrleansSms.Web.Http;

/// <summary>Around every request: names it, and turns whatever goes wrong into a problem that shows no internals.</summary>
internal sealed partial class RequestGuard(RequestDelegate next, IdGenerator ids, OrleansSmsWebOptions options, ILogger<RequestGuard> logger)
{
    public const string RequestIdHeader = "X-Request-Id";

    private const string RequestIdPrefix = "req_";

    public async Task InvokeAsync(HttpContext context)
    {
        context.TraceIdentifier = ids.Next(RequestIdPrefix);
        context.Response.Headers[RequestIdHeader] = context.TraceIdentifier;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, error);
            return;
        }

        if (context.Response.StatusCode >= 400 && !context.Response.HasStarted && context.Response.ContentType is null)
        {
            await ExplainAsync(context);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception error)
    {
        switch (error)
        {
            case OperationCanceledException when context.RequestAborted.IsCancellationRequested:
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                break;
            case BadHttpRequestException bad:
                await context.ProblemAsync(ProblemKind.Of(bad.StatusCode), bad.Message);
                break;
            case var _ when IsUnavailable(error):
                LogUnavailable(logger, error, context.TraceIdentifier, context.Request.Method, Route(context));
                await context.UnavailableAsync();
                break;
            default:
                LogFailed(logger, error, context.TraceIdentifier, context.Request.Method, Route(context));
                await context.ProblemAsync(ProblemKind.Internal, "Something went wrong in the gateway. Its log has the request_id.");
                break;
        }
    }

    private bool IsUnavailable(Exception error) =>
        error is TimeoutException or OrleansMessageRejectionException or SiloUnavailableException or ClientNotAvailableException
        || options.IsUnavailable(error);

    private static Task ExplainAsync(HttpContext context)
    {
        var kind = ProblemKind.Of(context.Response.StatusCode);
        var detail = kind.Status switch
        {
            404 => "There is nothing at this path; /docs lists what there is.",
            405 => $"This path takes {context.Response.Headers.Allow}.",
            415 => "Send the body as JSON with Content-Type: application/json.",
            _ => kind.Title + ".",
        };
        return context.ProblemAsync(kind, detail);
    }

    private static string Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{RequestId}: {Method} {Route} could not be answered for now")]
    private static partial void LogUnavailable(ILogger logger, Exception error, string requestId, string method, string route);

    [LoggerMessage(Level = LogLevel.Error, Message = "{RequestId}: {Method} {Route} failed")]
    private static partial void LogFailed(ILogger logger, Exception error, string requestId, string method, string route);
}
