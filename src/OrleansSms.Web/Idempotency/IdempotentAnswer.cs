using System.Buffers;
using System.Security.Cryptography;
using OrleansSms.Contracts.Accounts;

namespace OrleansSms.Web.Idempotency;

/// <summary>Gives the first answer again to a POST that submits no message.</summary>
internal static class IdempotentAnswer
{
    /// <summary>Larger answers are given but not kept: none of these endpoints has one.</summary>
    private const int MaxKeptBytes = 1024 * 1024;

    public static async Task GiveAsync(ApiCall call, ApiHandler handler)
    {
        if (!IdempotencyHeader.TryRead(call.Request, out var key))
        {
            await IdempotencyHeader.RefuseAsync(call.Context);
        }
        else if (key is null)
        {
            await handler(call);
        }
        else if (await BufferedBody.ReadAsync(call.Context, BodyLimit.Of(call.Request)) is { } body)
        {
            await GiveAsync(call, handler, IdempotencyHeader.Describe(call.Account, key, call.Request, "", new ReadOnlySequence<byte>(body)));
        }
    }

    private static async Task GiveAsync(ApiCall call, ApiHandler handler, IdempotencyKey key)
    {
        var grain = call.Grains.GetGrain<IIdempotencyGrain>(Convert.ToHexStringLower(key.Key));
        var state = await grain.BeginAsync(key.RequestHash);
        switch (state.Verdict)
        {
            case IdempotencyVerdict.InFlight:
                ProblemResponses.RetryAfter(call.Context, 1);
                await call.ProblemAsync(ProblemKind.IdempotencyInFlight, "A request with this Idempotency-Key is being worked on.");
                break;
            case IdempotencyVerdict.Reused:
                await call.ProblemAsync(ProblemKind.IdempotencyKeyReused, "This Idempotency-Key was used with another request.");
                break;
            case IdempotencyVerdict.Answered when state.Answer is { } answer:
                await RepeatAsync(call, answer);
                break;
            default:
                await RunAsync(call, handler, grain);
                break;
        }
    }

    private static async Task RunAsync(ApiCall call, ApiHandler handler, IIdempotencyGrain grain)
    {
        var response = call.Context.Response;
        var original = response.Body;
        using var copy = new MemoryStream();
        var kept = false;
        try
        {
            response.Body = copy;
            await handler(call);
            await response.BodyWriter.FlushAsync(CancellationToken.None);
            if (IsKept(response.StatusCode) && copy.Length <= MaxKeptBytes)
            {
                await grain.CompleteAsync(Keep(call, copy));
                kept = true;
            }
        }
        finally
        {
            response.Body = original;
            if (!kept)
            {
                await grain.AbandonAsync();
            }
        }

        await response.BodyWriter.WriteAsync(copy.GetBuffer().AsMemory(0, (int)copy.Length), CancellationToken.None);
    }

    /// <summary>A request that was refused as it stands, or that may succeed later, leaves its key free.</summary>
    private static bool IsKept(int status) => status is not 400 and not 413 and not 415 and not 429 and < 500;

    private static StoredAnswer Keep(ApiCall call, MemoryStream copy)
    {
        var response = call.Context.Response;
        var body = call.Services.Answers.Protect(copy.ToArray());
        return new StoredAnswer(response.StatusCode, response.ContentType ?? "", body, response.Headers.Location, call.Account);
    }

    private static async Task RepeatAsync(ApiCall call, StoredAnswer answer)
    {
        if (Read(call, answer) is not { } body)
        {
            await call.ProblemAsync(
                ProblemKind.IdempotencyKeyReused, "The request with this Idempotency-Key was carried out, but its answer cannot be read any more.");
            return;
        }

        var response = call.Context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType.Length > 0 ? answer.ContentType : null;
        response.ContentLength = answer.Status == StatusCodes.Status204NoContent ? null : body.Length;
        response.Headers[IdempotencyHeader.ReplayedName] = "true";
        if (answer.Location is not null)
        {
            response.Headers.Location = answer.Location;
        }

        await response.BodyWriter.WriteAsync(body, CancellationToken.None);
    }

    /// <summary>The answer's body; null where a key is gone that it was protected with, or where it was forgotten with a person whom it was about.</summary>
    private static byte[]? Read(ApiCall call, StoredAnswer answer)
    {
        try
        {
            return answer.IsForgotten ? null : call.Services.Answers.Unprotect(answer.Body);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
