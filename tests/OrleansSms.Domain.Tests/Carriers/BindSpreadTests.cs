using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Carriers;

public sealed class BindSpreadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_carriers_binds_fill_every_silo_evenly(int silos)
    {
        var places = Enumerable.Range(0, silos * 2).Select(index => BindSpread.PlaceOf(new BindKey("north", index), silos));

        Assert.All(places.GroupBy(place => place), place => Assert.Equal(2, place.Count()));
        Assert.All(places, place => Assert.InRange(place, 0, silos - 1));
    }

    [Fact]
    public void Carriers_of_one_bind_do_not_meet_in_one_silo()
    {
        var silos = Enumerable.Range(0, 300).Select(carrier => BindSpread.PlaceOf(new BindKey($"carrier-{carrier}", 0), 3)).CountBy(place => place);

        Assert.Equal(3, silos.Count());
        Assert.All(silos, silo => Assert.InRange(silo.Value, 60, 140));
    }
}
