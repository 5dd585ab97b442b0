using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Webhooks;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Web.Webhooks;

/// <summary>/v1/webhook_endpoints</summary>
internal static class WebhookEndpointsApi
{
    private const string Prefix = "whk_";
    private const string Tag = "Webhook endpoints";
    private const string What = "webhook endpoint";

    public static void MapWebhookEndpoints(this ApiRoutes api)
    {
        api.Post("/v1/webhook_endpoints", Scope.Webhooks, CreateAsync).Takes<WebhookEndpointRequest>().Gives<WebhookEndpointView>(201)
            .Says("createWebhookEndpoint", Tag, "Have events posted to a URL", "The answer holds the secret, which is not shown again.");
        api.Get("/v1/webhook_endpoints", Scope.Webhooks, ListAsync).Gives<Listing<WebhookEndpointView>>()
            .Says("listWebhookEndpoints", Tag, "List endpoints");
        api.Get("/v1/webhook_endpoints/{id}", Scope.Webhooks, GetAsync).Gives<WebhookEndpointView>()
            .Says("getWebhookEndpoint", Tag, "Get an endpoint and how deliveries to it go");
        api.Patch("/v1/webhook_endpoints/{id}", Scope.Webhooks, PatchAsync).Takes<WebhookEndpointPatch>().Gives<WebhookEndpointView>()
            .Says("updateWebhookEndpoint", Tag, "Change an endpoint; what is absent stays");
        api.Delete("/v1/webhook_endpoints/{id}", Scope.Webhooks, DeleteAsync).GivesNothing()
            .Says("deleteWebhookEndpoint", Tag, "Remove an endpoint and what it is owed");
        api.Post("/v1/webhook_endpoints/{id}/rotate_secret", Scope.Webhooks, RotateAsync).Gives<WebhookEndpointView>()
            .Says("rotateWebhookSecret", Tag, "Replace the secret", "The one before goes on signing beside the new one for 24 hours.");
    }

    private static async Task CreateAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var secret = WebhookSecret.Create();
        var blank = new WebhookEndpointConfig
        {
            Id = call.Services.Ids.Next(Prefix),
            Account = call.Account,
            Url = "",
            Secrets = [secret],
            CreatedAt = call.Services.Time.GetUnixMicros(),
        };
        var config = Read(body, blank, isNew: true, errors, call);
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        if ((await Directory(call).ListEndpointsAsync(call.Account, call.Aborted)).Count >= WebhookEndpointConfig.MaxPerAccount)
        {
            await call.ProblemAsync(ProblemKind.LimitReached, $"An account may have {WebhookEndpointConfig.MaxPerAccount} webhook endpoints.");
            return;
        }

        await Grain(call, config.Id).ConfigureAsync(config);
        call.Context.Response.Headers.Location = "/v1/webhook_endpoints/" + config.Id;
        await AnswerAsync(call, WebhookEndpointView.Of(config, secret), StatusCodes.Status201Created);
    }

    private static async Task ListAsync(ApiCall call)
    {
        var endpoints = await Directory(call).ListEndpointsAsync(call.Account, call.Aborted);
        var listing = Listing<WebhookEndpointView>.Whole([.. endpoints.Select(endpoint => WebhookEndpointView.Of(endpoint))]);
        await call.JsonAsync(StatusCodes.Status200OK, listing, WebJson.Shared.ListingWebhookEndpointView);
    }

    private static async Task GetAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } config)
        {
            await AnswerAsync(call, WebhookEndpointView.Of(config, state: await Grain(call, config.Id).GetStateAsync()));
        }
    }

    private static async Task PatchAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null || await FindAsync(call) is not { } current)
        {
            return;
        }

        var errors = new FieldErrors();
        var config = Read(body, current, isNew: false, errors, call);
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        await Grain(call, config.Id).ConfigureAsync(config);
        await AnswerAsync(call, WebhookEndpointView.Of(config));
    }

    private static async Task DeleteAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } config)
        {
            await Grain(call, config.Id).DeleteAsync();
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private static async Task RotateAsync(ApiCall call)
    {
        if (await FindAsync(call) is not { } current)
        {
            return;
        }

        var secret = WebhookSecret.Create();
        var config = current.Rotate(secret, call.Services.Time.GetUnixMicros());
        await Grain(call, config.Id).ConfigureAsync(config);
        await AnswerAsync(call, WebhookEndpointView.Of(config, secret));
    }

    /// <summary>The endpoint in the path, if it is this account's; otherwise the response says that there is none.</summary>
    private static async ValueTask<WebhookEndpointConfig?> FindAsync(ApiCall call)
    {
        var id = call.Path("id");
        if (PrefixedId.TryParse(id, Prefix, out _) && await Grain(call, id).GetAsync() is { } config && config.Account == call.Account)
        {
            return config;
        }

        await call.NotFoundAsync(What);
        return null;
    }

    private static WebhookEndpointConfig Read(RequestBody body, WebhookEndpointConfig current, bool isNew, FieldErrors errors, ApiCall call) =>
        WebhookEndpointFields.Read(new FieldReader(body.Root, WebhookEndpointFields.Names, errors), current, isNew, call.Services.Options);

    private static Task AnswerAsync(ApiCall call, WebhookEndpointView view, int status = StatusCodes.Status200OK) =>
        call.JsonAsync(status, view, WebJson.Shared.WebhookEndpointView);

    private static IWebhookEndpointGrain Grain(ApiCall call, string id) => call.Grains.GetGrain<IWebhookEndpointGrain>(id);

    private static IDirectoryGrain Directory(ApiCall call) => call.Grains.GetGrain<IDirectoryGrain>(0);
}
