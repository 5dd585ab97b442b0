using CsCheck;
using OrleansSms.Smpp.Fields;

namespace OrleansSms.Smpp.Tests.Fields;

public sealed class SmppTimeTests
{
    [Fact]
    public void The_examples_of_the_specification_are_read()
    {
        // SMPP 3.4 §7.1.1.1 and §7.1.1.2.
        Assert.True(SmppTime.TryParse("020610233429000R", out var relative));
        Assert.Equal(new TimeSpan((2 * 365) + (6 * 30) + 10, 23, 34, 29), relative.Relative);
        Assert.True(SmppTime.TryParse("261122180000112-", out var absolute));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 18, 0, 0, 100, TimeSpan.FromHours(-3)), absolute.Absolute);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("261122180000000")]
    [InlineData("261122180000049+")]
    [InlineData("261322180000000+")]
    [InlineData("260230180000000+")]
    [InlineData("261122240000000+")]
    [InlineData("261122180000000Z")]
    [InlineData("26112218000000x+")]
    public void What_is_no_time_is_not_read(string? text) => Assert.False(SmppTime.TryParse(text, out _));

    [Fact]
    public void Points_in_time_come_back_to_the_tenth_of_a_second() =>
        Gen.Select(Gen.Int[0, 1_000_000_000], Gen.Int[-48, 48]).Sample((tenths, quarters) =>
        {
            var time = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(15 * quarters)).AddMilliseconds(100.0 * tenths);
            return SmppTime.TryParse(SmppTime.Format(time), out var read) && read.Absolute == time && read.Absolute?.Offset == time.Offset;
        });

    [Fact]
    public void Spans_come_back_to_the_second() =>
        Gen.Int[0, 1_000_000_000].Sample(seconds =>
            SmppTime.TryParse(SmppTime.Format(TimeSpan.FromSeconds(seconds)), out var read) && read.Relative == TimeSpan.FromSeconds(seconds));

    [Fact]
    public void A_span_that_does_not_fit_is_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SmppTime.Format(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SmppTime.Format(TimeSpan.FromDays(36_500)));
    }
}
