using System.Collections.Frozen;

namespace OrleansSms.Domain.Routing;

/// <summary>Routes by longest prefix. Immutable; made anew when a route or a carrier changes.</summary>
public sealed class RoutingTable
{
    private readonly FrozenDictionary<(int Length, long Digits), RouteConfig> _routes;
    private readonly RouteConfig _everything;
    private readonly int _longest;

    /// <param name="routes">The routes; of two with the same prefix the later one counts.</param>
    /// <param name="carriers">Enabled carriers in order. Where no route matches and there is none for every number, they are all tried in this order.</param>
    public RoutingTable(IEnumerable<RouteConfig> routes, IReadOnlyList<string> carriers)
    {
        var byPrefix = new Dictionary<(int, long), RouteConfig>();
        foreach (var route in routes)
        {
            var usable = route.Carriers.Where(carriers.Contains).ToArray();
            byPrefix[(route.Prefix.Length, Parse(route.Prefix))] = route with { Carriers = usable };
        }

        _routes = byPrefix.ToFrozenDictionary();
        _longest = _routes.Keys.Select(key => key.Length).DefaultIfEmpty(0).Max();
        _everything = new RouteConfig { Id = "default", Prefix = "", Carriers = carriers };
    }

    /// <summary>The route of a number; its carriers may be empty.</summary>
    public RouteConfig Find(Msisdn number)
    {
        var digits = CountDigits(number.Digits);
        var prefix = number.Digits;
        for (var length = digits; length > 0; length--)
        {
            if (length <= _longest && _routes.TryGetValue((length, prefix), out var route))
            {
                return route;
            }

            prefix /= 10;
        }

        return _routes.TryGetValue((0, 0), out var everything) ? everything : _everything;
    }

    private static long Parse(string prefix) => prefix.Length == 0 ? 0 : long.Parse(prefix, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int CountDigits(long value)
    {
        var count = 0;
        for (; value > 0; value /= 10)
        {
            count++;
        }

        return count;
    }
}
