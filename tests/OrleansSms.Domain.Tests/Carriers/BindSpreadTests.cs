using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Carriers;

public sealed class BindSpreadTests
{
    private static readonly string[] Three = ["10.0.0.1:11111", "10.0.0.2:11111", "10.0.0.3:11111"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_carriers_binds_fill_every_silo_evenly(int silos)
    {
        string[] names = [.. Enumerable.Range(0, silos).Select(silo => $"10.0.0.{silo}:11111")];

        var places = Enumerable.Range(0, silos * 2).Select(index => BindSpread.PlaceOf(new BindKey("north", index), names)).ToList();

        Assert.Equal(silos, places.Distinct().Count());
        Assert.All(places.GroupBy(place => place), place => Assert.Equal(2, place.Count()));
    }

    [Fact]
    public void Carriers_of_one_bind_do_not_meet_in_one_silo()
    {
        var silos = Carriers(300).Select(bind => BindSpread.PlaceOf(bind, Three)).CountBy(place => place).ToList();

        Assert.Equal(3, silos.Count);
        Assert.All(silos, silo => Assert.InRange(silo.Value, 60, 140));
    }

    [Fact]
    public void A_silo_that_comes_gets_some_binds_and_moves_no_other()
    {
        var moved = Carriers(300).Where(bind => SiloOf(bind, Three) != SiloOf(bind, Three[..2])).ToList();

        Assert.InRange(moved.Count, 60, 140);
        Assert.All(moved, bind => Assert.Equal(Three[2], SiloOf(bind, Three)));
    }

    [Fact]
    public void Every_silo_finds_the_same_whatever_order_it_has_the_others_in() =>
        Assert.All(Carriers(50), bind => Assert.Equal(SiloOf(bind, Three), SiloOf(bind, [Three[2], Three[0], Three[1]])));

    private static IEnumerable<BindKey> Carriers(int count) => Enumerable.Range(0, count).Select(carrier => new BindKey($"carrier-{carrier}", 0));

    private static string SiloOf(BindKey bind, string[] silos) => silos[BindSpread.PlaceOf(bind, silos)];
}
