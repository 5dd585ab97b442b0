using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Routing;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Routing;

[GrainType("routing")]
internal sealed class RoutingGrain(IDocumentStore documents, RoutingView view) : Grain, IRoutingGrain
{
    public async Task PutAsync(RouteConfig route)
    {
        foreach (var other in await ListAsync())
        {
            if (other.Prefix == route.Prefix && other.Id != route.Id)
            {
                await documents.Routes().DeleteAsync(other.Id);
            }
        }

        await documents.Routes().WriteAsync(route.Id, "", route);
        view.Changed();
    }

    public async Task<bool> DeleteAsync(string id)
    {
        var existed = await documents.Routes().DeleteAsync(id);
        view.Changed();
        return existed;
    }

    public async Task<IReadOnlyList<RouteConfig>> ListAsync()
    {
        var routes = await documents.Routes().ListAsync(null, null, DocumentStoreExtensions.MaxDocuments);
        return [.. routes.OrderBy(route => route.Prefix, StringComparer.Ordinal)];
    }
}
