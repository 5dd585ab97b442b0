using OrleansSms.Domain.Routing;

namespace OrleansSms.Web.Routes;

/// <summary>A route to make or replace. Only documents the body.</summary>
internal sealed record RouteRequest
{
    /// <summary>First digits of the numbers, with or without plus sign; empty or absent = every number. The longest prefix wins.</summary>
    public string? Prefix { get; init; }

    /// <summary>Ids of 1 to 16 carriers in the order in which they are tried.</summary>
    public required IReadOnlyList<string> Carriers { get; init; }
}

/// <summary>Where numbers that start alike are sent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Prefix">First digits of the numbers, without plus sign; empty = every number.</param>
/// <param name="Carriers">Carriers in the order in which they are tried.</param>
internal sealed record RouteView(string Id, string Prefix, IReadOnlyList<string> Carriers)
{
    public static RouteView Of(RouteConfig route) => new(route.Id, route.Prefix, route.Carriers);
}
