using CsCheck;
using OrleansSms.Domain.Carriers;

namespace OrleansSms.Domain.Tests.Carriers;

public sealed class BackoffTests
{
    [Fact]
    public void Waits_double_up_to_the_longest_and_spread_by_a_fifth() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Double[0, 1]).Sample((attempt, random) =>
        {
            var middle = Math.Min(60, Math.Pow(2, Math.Max(0, Math.Min(attempt, 40) - 1)));
            Assert.InRange(Backoff.Reconnect.Delay(attempt, random).TotalSeconds, middle * 0.799, middle * 1.201);
        });

    [Fact]
    public void The_first_retry_waits_for_the_first_wait() =>
        Assert.Equal(TimeSpan.FromSeconds(2), Backoff.Retry.Delay(1, 0.5));
}
