using System.Buffers.Text;
using System.Security.Cryptography;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;

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
        api.Get("/v1/keys/{id}", Scope.Admin, GetAsync).Gives<KeyView>().Says("getKey", Tag, "Get an API key");
        api.Delete("/v1/keys/{id}", Scope.Admin, RevokeAsync).GivesNothing()
            .Says("revokeKey", Tag, "Revoke an API key", "Other processes of a cluster refuse it within five seconds.");
    }

    private static async Task CreateAsync(ApiCall call)
    {
        var secret = SecretPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        if (await ReadAsync(call, secret) is { } config)
        {
            await call.Grains.GetGrain<IApiKeyGrain>(config.Hash).ConfigureAsync(config);
            call.Context.Response.Headers.Location = "/v1/keys/" + config.Id;
            await call.JsonAsync(StatusCodes.Status201Created, KeyView.Of(config, secret), WebJson.Shared.KeyView);
        }
    }

    private static async ValueTask<ApiKeyConfig?> ReadAsync(ApiCall call, string secret)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return null;
        }

        var errors = new FieldErrors();
        var blank = new ApiKeyConfig
        {
            Id = call.Services.Ids.Next(Prefix),
            Account = "",
            Scopes = [],
            LastFour = secret[^ShownChars..],
            Hash = call.Services.Hasher.Hash(secret),
            CreatedAt = call.Services.Time.GetUnixMicros(),
        };
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

    private static async Task GetAsync(ApiCall call)
    {
        if (await Directory(call).FindKeyAsync(call.Path("id"), call.Aborted) is { } config)
        {
            await call.JsonAsync(StatusCodes.Status200OK, KeyView.Of(config), WebJson.Shared.KeyView);
            return;
        }

        await NotFoundAsync(call);
    }

    private static async Task RevokeAsync(ApiCall call)
    {
        if (await Directory(call).FindKeyAsync(call.Path("id"), call.Aborted) is { } config
            && await call.Grains.GetGrain<IApiKeyGrain>(config.Hash).RevokeAsync())
        {
            call.Services.Keys.Forget(config.Account, config.Id);
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await NotFoundAsync(call);
    }

    private static Task NotFoundAsync(ApiCall call) => call.ProblemAsync(ProblemKind.NotFound, "There is no API key of this id.");

    private static IDirectoryGrain Directory(ApiCall call) => call.Grains.GetGrain<IDirectoryGrain>(0);
}
