using OrleansSms.Load.Figures;

namespace OrleansSms.Load.Tests.Figures;

public sealed class TargetTests
{
    [Theory]
    [InlineData(59_999, "MISSED")]
    [InlineData(60_000, "met")]
    [InlineData(110_000, "stretch met")]
    public void A_rate_is_to_be_reached(double value, string verdict) =>
        Assert.StartsWith(verdict, Target.AtLeast("rate", 60_000, 110_000).Verdict(value), StringComparison.Ordinal);

    [Theory]
    [InlineData(4.1, "MISSED")]
    [InlineData(4, "met")]
    [InlineData(2, "stretch met")]
    public void A_latency_is_to_be_stayed_under(double value, string verdict) =>
        Assert.StartsWith(verdict, Target.AtMost("latency", 4, 2).Verdict(value), StringComparison.Ordinal);
}
