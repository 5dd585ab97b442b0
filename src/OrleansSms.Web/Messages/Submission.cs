using System.Buffers;
using OrleansSms.Web.Idempotency;

namespace OrleansSms.Web.Messages;

/// <summary>Hands requests to the submission grain and answers with what became of them.</summary>
internal static class Submission
{
    /// <summary>Submits one message.</summary>
    public static async Task SubmitMessageAsync(ApiCall call, SubmitRequest request, FieldErrors errors, string query, ReadOnlySequence<byte> body)
    {
        if (await SubmitAsync(call, request, errors, query, body) is not { Message: { } message } result)
        {
            return;
        }

        WriteHeaders(call.Context, result);
        var id = message.Id.ToString();
        call.Context.Response.Headers.Location = "/v1/messages/" + id;
        await call.Context.WriteAsync(StatusCodes.Status202Accepted, (id, message), AcceptedMessageJson.Write);
    }

    /// <summary>Asks the grain; null when the request was refused, and the response then says why.</summary>
    public static async ValueTask<SubmitResult?> SubmitAsync(
        ApiCall call, SubmitRequest request, FieldErrors errors, string query, ReadOnlySequence<byte> body, FieldErrors? rowErrors = null)
    {
        if (!IdempotencyHeader.TryRead(call.Request, out var key))
        {
            await IdempotencyHeader.RefuseAsync(call.Context);
            return null;
        }

        if (errors.Any)
        {
            var preview = await Grain(call).PreviewAsync(request, CancellationToken.None);
            await call.InvalidAsync(Merge(errors.With(preview.Errors), rowErrors));
            return null;
        }

        if (key is not null)
        {
            request = request with { Idempotency = IdempotencyHeader.Describe(call.Account, key, call.Request, query, body) };
        }

        // No token: a client that hangs up must not leave it open whether the message was taken.
        var result = request.IsBatch
            ? await Grain(call).SubmitAsync(request, CancellationToken.None)
            : await call.Services.Pages.SubmitAsync(call.Account, request);
        if (result.Verdict == SubmitVerdict.Accepted)
        {
            return result;
        }

        await RefuseAsync(call, result, rowErrors);
        return null;
    }

    private static ISubmissionGrain Grain(ApiCall call) => call.Grains.GetGrain<ISubmissionGrain>(call.Account);

    private static IReadOnlyList<FieldError> Merge(IReadOnlyList<FieldError> errors, FieldErrors? rowErrors) => rowErrors?.WithRows(errors) ?? errors;

    public static void WriteHeaders(HttpContext context, SubmitResult result)
    {
        if (result.Replayed)
        {
            context.Response.Headers[IdempotencyHeader.ReplayedName] = "true";
        }

        if (result.RateLimit is { } limit)
        {
            RateLimitHeaders.Write(context.Response.Headers, limit);
        }
    }

    private static Task RefuseAsync(ApiCall call, SubmitResult result, FieldErrors? rowErrors)
    {
        WriteHeaders(call.Context, result);
        switch (result.Verdict)
        {
            case SubmitVerdict.Invalid:
                return call.InvalidAsync(Merge(result.Errors, rowErrors));
            case SubmitVerdict.KeyReused:
                return call.ProblemAsync(ProblemKind.IdempotencyKeyReused, result.Detail ?? "This Idempotency-Key was used with another request.");
            case SubmitVerdict.KeyInFlight:
                ProblemResponses.RetryAfter(call.Context, Math.Max(1, result.RetryAfterSeconds));
                return call.ProblemAsync(ProblemKind.IdempotencyInFlight, result.Detail ?? "A request with this Idempotency-Key is being worked on.");
            case SubmitVerdict.RateLimited:
                ProblemResponses.RetryAfter(call.Context, result.RetryAfterSeconds);
                return call.ProblemAsync(ProblemKind.RateLimited, result.Detail ?? "The account is over its limit.");
            default:
                return call.Context.UnavailableAsync(result.Detail, result.RetryAfterSeconds);
        }
    }
}
