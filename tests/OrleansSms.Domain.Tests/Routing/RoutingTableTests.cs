using CsCheck;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Routing;

namespace OrleansSms.Domain.Tests.Routing;

public sealed class RoutingTableTests
{
    [Fact]
    public void The_longest_prefix_wins_as_in_a_naive_search() =>
        Gen.Select(Gen.String[Gen.Char["0123456789"], 0, 6].List[0, 20], Gen.Long[1_000_000, 999_999_999_999]).Sample((prefixes, digits) =>
        {
            var routes = prefixes.Select((prefix, i) => Route($"r{i}", prefix, "one")).ToArray();
            var number = new Msisdn(digits);
            var naive = routes.Where(route => number.ToDigits().StartsWith(route.Prefix, StringComparison.Ordinal))
                .Select((route, i) => (route, i)).OrderBy(row => row.route.Prefix.Length).ThenBy(row => row.i).LastOrDefault().route;
            Assert.Equal(naive?.Id ?? "default", new RoutingTable(routes, ["one"]).Find(number).Id);
        });

    [Fact]
    public void Carriers_that_are_not_there_are_left_out_of_a_route()
    {
        var table = new RoutingTable([Route("r", "44", "gone", "two", "one")], ["one", "two"]);
        Assert.Equal(["two", "one"], table.Find(new Msisdn(447700900123)).Carriers);
    }

    [Fact]
    public void A_number_without_a_route_is_tried_at_every_carrier() =>
        Assert.Equal(["one", "two"], new RoutingTable([Route("r", "44", "one")], ["one", "two"]).Find(new Msisdn(15550001234)).Carriers);

    private static RouteConfig Route(string id, string prefix, params string[] carriers) => new() { Id = id, Prefix = prefix, Carriers = carriers };
}
