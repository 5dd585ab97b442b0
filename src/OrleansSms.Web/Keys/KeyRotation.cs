using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Web.Auditing;

namespace OrleansSms.Web.Keys;

/// <summary>A key takes the place of another, which goes on working for a while: time to give the new one to all who use it.</summary>
internal static class KeyRotation
{
    private const string Overlap = "overlap";

    /// <summary>A working day and a night.</summary>
    private static readonly TimeSpan DefaultOverlap = TimeSpan.FromHours(24);

    /// <summary>Whoever has not changed after a month has forgotten it.</summary>
    private static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(30);

    private static readonly FieldNames Names = new(Overlap);

    /// <summary>Makes the new key like the one before, and has that end.</summary>
    public static async Task RotateAsync(ApiCall call, ApiKeyConfig before, Func<ApiCall, (string Secret, ApiKeyConfig Blank)> make)
    {
        if (await ReadOverlapAsync(call) is not { } overlap)
        {
            return;
        }

        var (secret, blank) = make(call);
        var after = blank with { Account = before.Account, Scopes = before.Scopes, Name = before.Name };
        var ending = before.EndsAt(call.Services.Time.GetUnixMicros() + UnixMicros.From(overlap));
        await call.AuditAsync(KeysApi.Resource(after), null, after);
        await Grain(call, after).ConfigureAsync(after);
        await call.AuditAsync(KeysApi.Resource(before), before, ending);
        await Grain(call, before).ConfigureAsync(ending);
        call.Services.Keys.Forget(before.Account, before.Id);
        call.Context.Response.Headers.Location = "/v1/keys/" + after.Id;
        await call.JsonAsync(StatusCodes.Status201Created, KeyView.Of(after, secret), WebJson.Shared.KeyView);
    }

    /// <summary>How long both work; null when the request is wrong, and the response then says why.</summary>
    private static async Task<TimeSpan?> ReadOverlapAsync(ApiCall call)
    {
        if (call.Request is { ContentLength: null or 0, ContentType: null })
        {
            return DefaultOverlap;
        }

        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return null;
        }

        var errors = new FieldErrors();
        var fields = new FieldReader(body.Root, Names, errors);
        var overlap = fields.Duration(Overlap) ?? DefaultOverlap;
        if (overlap > MaxOverlap)
        {
            fields.Wrong(Overlap, FieldCode.OutOfRange, $"{Overlap} may be {IsoDuration.Write(MaxOverlap)} at most");
        }

        if (!errors.Any)
        {
            return overlap;
        }

        await call.InvalidAsync(errors.List);
        return null;
    }

    private static IApiKeyGrain Grain(ApiCall call, ApiKeyConfig key) => call.Grains.GetGrain<IApiKeyGrain>(key.Hash);
}
