using OrleansSms.Domain.Routing;

namespace OrleansSms.Contracts.Carriers;

/// <summary>The routes. Key: 0.</summary>
[Alias("sms.IRoutingGrain")]
public interface IRoutingGrain : IGrainWithIntegerKey
{
    /// <summary>Adds or replaces a route, durably. A route of the same prefix and another id is replaced.</summary>
    [Alias("Put")]
    Task PutAsync(RouteConfig route);

    /// <summary>Removes a route; false when there was none.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync(string id);

    /// <summary>Every route in the order of prefixes.</summary>
    [Alias("List")]
    Task<IReadOnlyList<RouteConfig>> ListAsync();
}
