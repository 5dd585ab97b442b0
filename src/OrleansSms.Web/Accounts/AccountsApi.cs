using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Webhooks;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Webhooks;
using OrleansSms.Web.Auditing;

namespace OrleansSms.Web.Accounts;

/// <summary>/v1/accounts</summary>
internal static class AccountsApi
{
    private const string Prefix = "acc_";
    private const string Tag = "Accounts";


    public static void MapAccounts(this ApiRoutes api)
    {
        api.Post("/v1/accounts", Scope.Admin, CreateAsync).Takes<AccountRequest>().Gives<AccountView>(201).Says("createAccount", Tag, "Make an account");
        api.Get("/v1/accounts", Scope.Admin, ListAsync).Gives<Listing<AccountView>>().Pages().Says("listAccounts", Tag, "List accounts");
        api.Get("/v1/accounts/{id}", Scope.Admin, GetAsync).Gives<AccountView>().Says("getAccount", Tag, "Get an account");
        api.Patch("/v1/accounts/{id}", Scope.Admin, PatchAsync).Takes<AccountRequest>().Gives<AccountView>()
            .Says("updateAccount", Tag, "Change an account; what is absent stays");
        api.Post("/v1/accounts/{id}/rotate_callback_secret", Scope.Admin, RotateAsync).Gives<AccountView>()
            .Says("rotateCallbackSecret", Tag, "Replace the secret that signs what is posted to callback_url", "The one before goes on signing beside the new one for 24 hours.");
    }

    private static async Task CreateAsync(ApiCall call)
    {
        var secret = WebhookSecret.Create();
        var blank = new AccountConfig
        {
            Id = call.Services.Ids.Next(Prefix),
            CallbackSecret = secret,
            CreatedAt = call.Services.Time.GetUnixMicros(),
        };
        if (await ReadAsync(call, blank) is { } config)
        {
            await call.AuditAsync(Resource(config), null, config);
            await Grain(call, config.Id).ConfigureAsync(config);
            call.Context.Response.Headers.Location = "/v1/accounts/" + config.Id;
            await AnswerAsync(call, AccountView.Of(config, secret), StatusCodes.Status201Created);
        }
    }

    private static Task ListAsync(ApiCall call) => call.ListAsync(
        (after, limit) => call.Grains.GetGrain<IDirectoryGrain>(0).ListAccountsAsync(after, limit, call.Aborted),
        static account => AccountView.Of(account), static account => account.Id, WebJson.Shared.ListingAccountView);

    private static async Task GetAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } config)
        {
            await AnswerAsync(call, AccountView.Of(config));
        }
    }

    private static async Task PatchAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } current && await ReadAsync(call, current) is { } config)
        {
            await call.AuditAsync(Resource(config), current, config);
            await Grain(call, config.Id).ConfigureAsync(config);
            call.Services.Keys.Forget(config.Id);
            await AnswerAsync(call, AccountView.Of(config));
        }
    }

    private static async Task RotateAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } current)
        {
            var secret = WebhookSecret.Create();
            var config = current.RotateCallbackSecret(secret, call.Services.Time.GetUnixMicros());
            await call.AuditAsync(Resource(config), current, config);
            await Grain(call, config.Id).ConfigureAsync(config);

            // From this answer on the receiver may expect the new secret, so the poster must not go on with the old one alone.
            await call.Grains.GetGrain<IWebhookEndpointGrain>(IWebhookEndpointGrain.CallbacksPrefix + current.Id).EnsureRunningAsync();
            await AnswerAsync(call, AccountView.Of(config, secret));
        }
    }

    private static async ValueTask<AccountConfig?> ReadAsync(ApiCall call, AccountConfig current)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return null;
        }

        var errors = new FieldErrors();
        var config = AccountFields.Read(new FieldReader(body.Root, AccountFields.Names, errors), current);
        if (!errors.Any)
        {
            return config;
        }

        await call.InvalidAsync(errors.List);
        return null;
    }

    private static async ValueTask<AccountConfig?> FindAsync(ApiCall call)
    {
        var config = ConfiguredName.IsValid(call.Path("id")) ? await Grain(call, call.Path("id")).GetAsync() : null;
        if (config is null)
        {
            await call.ProblemAsync(ProblemKind.NotFound, "There is no account of this id.");
        }

        return config;
    }

    private static string Resource(AccountConfig config) => "accounts/" + config.Id;

    private static Task AnswerAsync(ApiCall call, AccountView view, int status = StatusCodes.Status200OK) =>
        call.JsonAsync(status, view, WebJson.Shared.AccountView);

    private static IAccountGrain Grain(ApiCall call, string id) => call.Grains.GetGrain<IAccountGrain>(id);
}
