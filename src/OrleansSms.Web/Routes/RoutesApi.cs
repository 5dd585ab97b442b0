using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Routing;
using OrleansSms.Web.Auditing;

namespace OrleansSms.Web.Routes;

/// <summary>/v1/routes</summary>
internal static class RoutesApi
{
    private const string Prefix = "rte_";
    private const string Tag = "Routes";

    public static void MapRoutes(this ApiRoutes api)
    {
        api.Post("/v1/routes", Scope.Admin, call => SaveAsync(call, call.Services.Ids.Next(Prefix), StatusCodes.Status201Created))
            .Takes<RouteRequest>().Gives<RouteView>(201)
            .Says("createRoute", Tag, "Make a route", "A route of the same prefix is replaced.");
        api.Get("/v1/routes", Scope.Admin, ListAsync).Gives<Listing<RouteView>>().Says("listRoutes", Tag, "List routes in the order of prefixes");
        api.Get("/v1/routes/{id}", Scope.Admin, GetAsync).Gives<RouteView>().Says("getRoute", Tag, "Get a route");
        api.Put("/v1/routes/{id}", Scope.Admin, PutAsync).Takes<RouteRequest>().Gives<RouteView>().Says("putRoute", Tag, "Make or replace a route");
        api.Delete("/v1/routes/{id}", Scope.Admin, DeleteAsync).GivesNothing().Says("deleteRoute", Tag, "Remove a route");
    }

    private static Task PutAsync(ApiCall call) => ConfiguredName.IsValid(call.Path("id"))
        ? SaveAsync(call, call.Path("id"), StatusCodes.Status200OK)
        : call.InvalidAsync([new FieldError("/id", FieldCode.InvalidValue, $"a route's id has {ConfiguredName.Expected}")]);

    private static async Task SaveAsync(ApiCall call, string id, int status)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return;
        }

        var carriers = await call.Grains.GetGrain<IDirectoryGrain>(0).ListCarriersAsync(call.Aborted);
        var errors = new FieldErrors();
        var known = carriers.Select(carrier => carrier.Id).ToHashSet(StringComparer.Ordinal);
        var route = RouteFields.Read(new FieldReader(body.Root, RouteFields.Names, errors), id, known);
        if (errors.Any)
        {
            await call.InvalidAsync(errors.List);
            return;
        }

        await call.AuditAsync(Resource(route), await FindAsync(call, id), route);
        await Grain(call).PutAsync(route);
        call.Context.Response.Headers.Location = "/v1/routes/" + id;
        await AnswerAsync(call, route, status);
    }

    private static async Task ListAsync(ApiCall call)
    {
        var routes = await Grain(call).ListAsync();
        await call.JsonAsync(StatusCodes.Status200OK, Listing<RouteView>.Whole([.. routes.Select(RouteView.Of)]), WebJson.Shared.ListingRouteView);
    }

    private static async Task GetAsync(ApiCall call)
    {
        if (await FindAsync(call, call.Path("id")) is { } route)
        {
            await AnswerAsync(call, route);
            return;
        }

        await NotFoundAsync(call);
    }

    private static async Task DeleteAsync(ApiCall call)
    {
        if (await FindAsync(call, call.Path("id")) is { } route)
        {
            await call.AuditAsync(Resource(route), route, null);
            await Grain(call).DeleteAsync(route.Id);
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await NotFoundAsync(call);
    }

    private static string Resource(RouteConfig route) => "routes/" + route.Id;

    private static async Task<RouteConfig?> FindAsync(ApiCall call, string id) => (await Grain(call).ListAsync()).FirstOrDefault(route => route.Id == id);

    private static Task AnswerAsync(ApiCall call, RouteConfig route, int status = StatusCodes.Status200OK) =>
        call.JsonAsync(status, RouteView.Of(route), WebJson.Shared.RouteView);

    private static Task NotFoundAsync(ApiCall call) => call.ProblemAsync(ProblemKind.NotFound, "There is no route of this id.");

    private static IRoutingGrain Grain(ApiCall call) => call.Grains.GetGrain<IRoutingGrain>(0);
}
