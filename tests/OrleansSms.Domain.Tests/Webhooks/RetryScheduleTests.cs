using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Domain.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(1, "00:00:05")]
    [InlineData(2, "00:05:00")]
    [InlineData(3, "00:30:00")]
    [InlineData(4, "02:00:00")]
    [InlineData(5, "05:00:00")]
    [InlineData(6, "10:00:00")]
    [InlineData(7, "14:00:00")]
    [InlineData(8, "20:00:00")]
    [InlineData(9, "1.00:00:00")]
    public void The_waits_are_those_the_API_promises(int attempts, string wait) =>
        Assert.Equal(TimeSpan.Parse(wait, System.Globalization.CultureInfo.InvariantCulture), RetrySchedule.After(attempts, 0.5));

    [Fact]
    public void After_the_last_wait_an_event_is_given_up()
    {
        Assert.NotNull(RetrySchedule.After(RetrySchedule.MaxAttempts - 1, 0));
        Assert.Null(RetrySchedule.After(RetrySchedule.MaxAttempts, 0));
    }

    [Theory]
    [InlineData(0.0, 4.5)]
    [InlineData(1.0, 5.5)]
    public void Jitter_spreads_a_wait_by_a_tenth_either_way(double random, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.After(1, random));
}
