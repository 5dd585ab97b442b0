using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Web.Auditing;

namespace OrleansSms.Web.Keywords;

/// <summary>/v1/keywords: what the account understands and answers besides what everybody does.</summary>
internal static class KeywordsApi
{
    private const string Tag = "Keywords";

    public static void MapKeywords(this ApiRoutes api)
    {
        api.Get("/v1/keywords", Scope.Contacts, GetAsync).Gives<KeywordsView>().Says("getKeywords", Tag, "Get the account's own keywords and answers");
        api.Put("/v1/keywords", Scope.Contacts, PutAsync).Takes<KeywordsRequest>().Gives<KeywordsView>()
            .Says("putKeywords", Tag, "Replace the account's own keywords and answers",
                "Keywords come besides those that are shipped, and none of these can be taken away. Texts go before those that are shipped.");
    }

    private static async Task GetAsync(ApiCall call) =>
        await call.JsonAsync(StatusCodes.Status200OK, KeywordsView.Of(await Grain(call).GetKeywordsAsync()), WebJson.Shared.KeywordsView);

    private static async Task PutAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var errors = new FieldErrors();
        var config = KeywordsFields.Read(new FieldReader(body.Root, KeywordsFields.Names, errors), call.Account);
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        await call.AuditAsync("keywords/" + call.Account, await Grain(call).GetKeywordsAsync(), config);
        await call.JsonAsync(StatusCodes.Status200OK, KeywordsView.Of(await Grain(call).SetKeywordsAsync(config)), WebJson.Shared.KeywordsView);
    }

    private static IAccountGrain Grain(ApiCall call) => call.Grains.GetGrain<IAccountGrain>(call.Account);
}
