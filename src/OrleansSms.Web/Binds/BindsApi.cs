using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Binds;

/// <summary>/v1/binds</summary>
internal static class BindsApi
{
    private const string Tag = "Binds";

    public static void MapBinds(this ApiRoutes api)
    {
        api.Get("/v1/binds", Scope.Admin, ListAsync).Gives<Listing<BindView>>().Says("listBinds", Tag, "List binds and how they are doing");
        api.Get("/v1/binds/{carrier}/{index}", Scope.Admin, GetAsync).Gives<BindView>().Says("getBind", Tag, "How a bind is doing");
    }

    private static async Task ListAsync(ApiCall call)
    {
        var binds = await BindReader.ReadAllAsync(call.Grains, call.Aborted);
        await call.JsonAsync(StatusCodes.Status200OK, Listing<BindView>.Whole([.. binds.Select(BindView.Of)]), WebJson.Shared.ListingBindView);
    }

    private static async Task GetAsync(ApiCall call)
    {
        // Only a bind that its carrier has is asked: asking wakes the grain.
        if (BindKey.TryParse($"{call.Path("carrier")}/{call.Path("index")}", out var key)
            && ConfiguredName.IsValid(key.Carrier)
            && await call.Grains.GetGrain<ICarrierGrain>(key.Carrier).GetAsync() is { } config
            && key.Index < config.Binds)
        {
            var state = await call.Grains.GetGrain<ICarrierBindGrain>(key.ToString()).GetStateAsync();
            await call.JsonAsync(StatusCodes.Status200OK, BindView.Of(state), WebJson.Shared.BindView);
            return;
        }

        await call.ProblemAsync(ProblemKind.NotFound, "There is no bind of this carrier and index.");
    }
}
