using OrleansSms.Load.Figures;
using OrleansSms.Load.Scenarios;

namespace OrleansSms.Load.Tests.Scenarios;

public sealed class SpreadTests
{
    [Fact]
    public void Pairs_are_told_by_medians_ranges_and_their_ratio()
    {
        var spread = new Spread(new Figure("rate", 0, "/s"), Runs(30, 10, 20), Runs(5, 4, 6));

        Assert.Equal(20, spread.Median);
        Assert.Equal("20.0 [10.0..30.0] against 5 [4..6] /s, ratio 4", spread.Text);
    }

    private static List<FigureList> Runs(params double[] values) => [.. values.Select(value => new FigureList().Add("rate", value, "/s"))];
}
