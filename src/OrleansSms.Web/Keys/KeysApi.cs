using System.Buffers.Text;
using System.Security.Cryptography;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Web.Auditing;

namespace OrleansSms.Web.Keys;

/// <summary>/v1/keys</summary>
internal static class KeysApi
{
    private const string Prefix = "key_";
    private const string SecretPrefix = "sk_";
    private const int SecretBytes = 32;
    private const int ShownChars = 4;
    private const string Tag = "Keys";

    private static readonly FieldNames ListNames = new("account", Paging.Limit, Paging.Cursor);

    public static void MapKeys(this ApiRoutes api)
    {
        api.Post("/v1/keys", Scope.Admin, CreateAsync).Takes<KeyRequest>().Gives<KeyView>(201)
            .Says("createKey", Tag, "Make an API key", "The answer holds the key, which is not shown again.");
        api.Get("/v1/keys", Scope.Admin, ListAsync).Gives<Listing<KeyView>>().Pages().Query("account", "Only this account's.")
            .Says("listKeys", Tag, "List API keys");
        api.Get("/v1/keys/{id}", Scope.Admin, call => FindAndAsync(call, AnswerAsync)).Gives<KeyView>().Says("getKey", Tag, "Get an API key");
        api.Post("/v1/keys/{id}/rotate", Scope.Admin, call => FindAndAsync(call, RotateAsync)).Takes<KeyRotationRequest>().Gives<KeyView>(201).Problems(409)
            .Says("rotateKey", Tag, "Make a key that takes the place of another",
                "The new one is like the other, which goes on working for as long as overlap says. The answer holds the key, which is not shown again.");
        api.Delete("/v1/keys/{id}", Scope.Admin, call => FindAndAsync(call, RevokeAsync)).GivesNothing()
            .Says("revokeKey", Tag, "Revoke an API key", "Other processes of a cluster refuse it within five seconds.");
    }

    private static async Task CreateAsync(ApiCall call)
    {
        var (secret, blank) = Make(call);
        if (await ReadAsync(call, blank) is { } config)
        {
            await call.AuditAsync(Resource(config), null, config);
            await call.Grains.GetGrain<IApiKeyGrain>(config.Hash).ConfigureAsync(config);
            call.Context.Response.Headers.Location = "/v1/keys/" + config.Id;
            await call.JsonAsync(StatusCodes.Status201Created, KeyView.Of(config, secret), WebJson.Shared.KeyView);
        }
    }

    /// <summary>A secret, and what is kept of it.</summary>
    private static (string Secret, ApiKeyConfig Blank) Make(ApiCall call)
    {
        var secret = SecretPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return (secret, new ApiKeyConfig
        {
            Id = call.Services.Ids.Next(Prefix),
            Account = "",
            Scopes = [],
            LastFour = secret[^ShownChars..],
            Hash = call.Services.Hasher.Hash(secret),
            CreatedAt = call.Services.Time.GetUnixMicros(),
        });
    }

    private static async ValueTask<ApiKeyConfig?> ReadAsync(ApiCall call, ApiKeyConfig blank)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return null;
        }

        var errors = new FieldErrors();
        var fields = new FieldReader(body.Root, KeyFields.Names, errors);
        var config = KeyFields.Read(fields, blank);
        if (!errors.Any && await call.Grains.GetGrain<IAccountGrain>(config.Account).GetAsync() is null)
        {
            fields.Wrong(KeyFields.Account, FieldCode.NotFound, "there is no account of this id");
        }

        if (!errors.Any)
        {
            return config;
        }

        await call.InvalidAsync(errors.List);
        return null;
    }

    private static async Task ListAsync(ApiCall call)
    {
        var query = new QueryReader(call.Request, ListNames);
        var (account, after, limit) = (query.String("account"), query.String(Paging.Cursor), query.Limit());
        if (query.Errors.Any)
        {
            await call.InvalidAsync(query.Errors.List);
            return;
        }

        var keys = await Directory(call).ListKeysAsync(account, after, limit + 1, call.Aborted);
        var listing = Listing<KeyView>.Of([.. keys.Select(key => KeyView.Of(key))], limit, key => key.Id);
        await call.JsonAsync(StatusCodes.Status200OK, listing, WebJson.Shared.ListingKeyView);
    }

    private static Task AnswerAsync(ApiCall call, ApiKeyConfig key) => call.JsonAsync(StatusCodes.Status200OK, KeyView.Of(key), WebJson.Shared.KeyView);

    private static Task RotateAsync(ApiCall call, ApiKeyConfig key) => key.Works(call.Services.Time.GetUnixMicros())
        ? KeyRotation.RotateAsync(call, key, Make)
        : call.ProblemAsync(ProblemKind.TooLate, "This key works no more: make another for its account.");

    private static async Task RevokeAsync(ApiCall call, ApiKeyConfig key)
    {
        await call.AuditAsync(Resource(key), key, key with { RevokedAt = key.RevokedAt ?? call.Services.Time.GetUnixMicros() });
        await call.Grains.GetGrain<IApiKeyGrain>(key.Hash).RevokeAsync();
        call.Services.Keys.Forget(key.Account, key.Id);
        call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Goes on with the key in the path; where there is none, the response says so.</summary>
    private static async Task FindAndAsync(ApiCall call, Func<ApiCall, ApiKeyConfig, Task> next) =>
        await (await Directory(call).FindKeyAsync(call.Path("id"), call.Aborted) is { } key
            ? next(call, key)
            : call.ProblemAsync(ProblemKind.NotFound, "There is no API key of this id."));

    internal static string Resource(ApiKeyConfig key) => "keys/" + key.Id;

    private static IDirectoryGrain Directory(ApiCall call) => call.Grains.GetGrain<IDirectoryGrain>(0);
}
