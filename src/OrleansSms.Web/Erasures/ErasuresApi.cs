using OrleansSms.Contracts.Erasures;
using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Erasures;

/// <summary>/v1/erasures: takes all that an account holds of a person out of it.</summary>
internal static class ErasuresApi
{
    private const string Tag = "Persons";


    public static void MapErasures(this ApiRoutes api)
    {
        api.Post("/v1/erasures", Scope.Contacts, OrderAsync).Takes<PersonRequest>().Gives<ErasureView>(202)
            .Says("erasePerson", Tag, "Erase a person",
                "Text and number go from messages both ways, contacts, consents, lists and the store's own files; what waits is canceled. Who has opted out stays opted out, by a keyed hash of the number. It goes on in the background.");
        api.Get("/v1/erasures", Scope.Contacts, ListAsync).Gives<Listing<ErasureView>>().Pages().Says("listErasures", Tag, "List erasures");
        api.Get("/v1/erasures/{id}", Scope.Contacts, GetAsync).Gives<ErasureView>().Says("getErasure", Tag, "Get an erasure and what was done for it");
    }

    private static async Task OrderAsync(ApiCall call)
    {
        if (await PersonFields.ReadAsync(call) is { } number)
        {
            var record = await Grain(call).OrderAsync(number);
            call.Context.Response.Headers.Location = "/v1/erasures/" + record.Id;
            await call.JsonAsync(StatusCodes.Status202Accepted, ErasureView.Of(record), WebJson.Shared.ErasureView);
        }
    }

    private static Task ListAsync(ApiCall call) => call.ListAsync(
        (after, limit) => Grain(call).ListAsync(after, limit, call.Aborted), ErasureView.Of, static erasure => erasure.Id, WebJson.Shared.ListingErasureView);

    private static async Task GetAsync(ApiCall call) => await (await Grain(call).GetAsync(call.Path("id")) is { } record
        ? call.JsonAsync(StatusCodes.Status200OK, ErasureView.Of(record), WebJson.Shared.ErasureView)
        : call.NotFoundAsync("erasure"));

    private static IErasuresGrain Grain(ApiCall call) => call.Grains.GetGrain<IErasuresGrain>(call.Account);
}
