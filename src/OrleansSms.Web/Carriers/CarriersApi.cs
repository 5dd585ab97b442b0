using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Carriers;
using OrleansSms.Web.Auditing;

namespace OrleansSms.Web.Carriers;

/// <summary>/v1/carriers</summary>
internal static class CarriersApi
{
    private const string Prefix = "car_";
    private const string Tag = "Carriers";

    public static void MapCarriers(this ApiRoutes api)
    {
        api.Post("/v1/carriers", Scope.Admin, CreateAsync).Takes<CarrierRequest>().Gives<CarrierView>(201).Says("createCarrier", Tag, "Connect a carrier");
        api.Get("/v1/carriers", Scope.Admin, ListAsync).Gives<Listing<CarrierView>>().Says("listCarriers", Tag, "List carriers");
        api.Get("/v1/carriers/{id}", Scope.Admin, GetAsync).Gives<CarrierView>().Says("getCarrier", Tag, "Get a carrier");
        api.Put("/v1/carriers/{id}", Scope.Admin, PutAsync).Takes<CarrierRequest>().Gives<CarrierView>().Gives<CarrierView>(201)
            .Says("putCarrier", Tag, "Make or replace a carrier under an id of your own");
        api.Patch("/v1/carriers/{id}", Scope.Admin, PatchAsync).Takes<CarrierPatch>().Gives<CarrierView>()
            .Says("updateCarrier", Tag, "Change a carrier; what is absent stays");
        api.Delete("/v1/carriers/{id}", Scope.Admin, DeleteAsync).GivesNothing().Problems(409)
            .Says("deleteCarrier", Tag, "Unbind, move what waits to other carriers and forget the carrier", "409 in_use while a route names it.");
    }

    private static Task CreateAsync(ApiCall call) => SaveNewAsync(call, Blank(call.Services.Ids.Next(Prefix)), existing: null);

    private static async Task PutAsync(ApiCall call)
    {
        var id = call.Path("id");
        if (!ConfiguredName.IsValid(id))
        {
            await call.InvalidAsync([new FieldError("/id", FieldCode.InvalidValue, $"a carrier's id has {ConfiguredName.Expected}")]);
            return;
        }

        var existing = await Grain(call, id).GetAsync();
        var blank = Blank(id) with { Password = existing?.Password ?? "", TlsCertificate = existing?.TlsCertificate };
        await SaveNewAsync(call, blank, existing);
    }

    private static async Task PatchAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } current && await ReadAsync(call, current, isNew: false) is { } config)
        {
            await call.AuditAsync(Resource(config), current, config);
            await Grain(call, config.Id).ConfigureAsync(config);
            await AnswerAsync(call, config);
        }
    }

    private static async Task GetAsync(ApiCall call)
    {
        if (await FindAsync(call) is { } config)
        {
            await AnswerAsync(call, config);
        }
    }

    private static async Task ListAsync(ApiCall call)
    {
        var carriers = await call.Grains.GetGrain<IDirectoryGrain>(0).ListCarriersAsync(call.Aborted);
        var listing = Listing<CarrierView>.Whole([.. carriers.Select(CarrierView.Of)]);
        await call.JsonAsync(StatusCodes.Status200OK, listing, WebJson.Shared.ListingCarrierView);
    }

    private static async Task DeleteAsync(ApiCall call)
    {
        if (await FindAsync(call) is not { } config)
        {
            return;
        }

        // A route that names a carrier which is gone would refuse numbers without anybody having said so.
        var routes = await call.Grains.GetGrain<IRoutingGrain>(0).ListAsync();
        var naming = routes.Where(route => route.Carriers.Contains(config.Id)).Select(route => route.Id).ToArray();
        if (naming.Length > 0)
        {
            await call.ProblemAsync(ProblemKind.InUse, $"Routes name this carrier: {string.Join(", ", naming)}. Take it out of them first.");
            return;
        }

        await call.AuditAsync(Resource(config), config, null);
        await Grain(call, config.Id).DeleteAsync();
        call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task SaveNewAsync(ApiCall call, CarrierConfig blank, CarrierConfig? existing)
    {
        if (await ReadAsync(call, blank, isNew: true) is { } config)
        {
            await call.AuditAsync(Resource(config), existing, config);
            await Grain(call, config.Id).ConfigureAsync(config);
            call.Context.Response.Headers.Location = "/v1/carriers/" + config.Id;
            await AnswerAsync(call, config, existing is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        }
    }

    private static async ValueTask<CarrierConfig?> ReadAsync(ApiCall call, CarrierConfig current, bool isNew)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return null;
        }

        var errors = new FieldErrors();
        var config = CarrierFields.Read(new FieldReader(body.Root, CarrierFields.Names, errors), current, isNew);
        if (!errors.Any)
        {
            return config;
        }

        await call.InvalidAsync(errors.List);
        return null;
    }

    private static async ValueTask<CarrierConfig?> FindAsync(ApiCall call)
    {
        var config = ConfiguredName.IsValid(call.Path("id")) ? await Grain(call, call.Path("id")).GetAsync() : null;
        if (config is null)
        {
            await call.ProblemAsync(ProblemKind.NotFound, "There is no carrier of this id.");
        }

        return config;
    }

    private static string Resource(CarrierConfig config) => "carriers/" + config.Id;

    private static CarrierConfig Blank(string id) => new() { Id = id, Host = "", Port = 0 };

    private static Task AnswerAsync(ApiCall call, CarrierConfig config, int status = StatusCodes.Status200OK) =>
        call.JsonAsync(status, CarrierView.Of(config), WebJson.Shared.CarrierView);

    private static ICarrierGrain Grain(ApiCall call, string id) => call.Grains.GetGrain<ICarrierGrain>(id);
}
