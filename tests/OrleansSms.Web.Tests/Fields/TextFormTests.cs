using CsCheck;
using OrleansSms.Web.Carriers;
using OrleansSms.Web.Fields;

namespace OrleansSms.Web.Tests.Fields;

public sealed class TextFormTests
{
    [Theory]
    [InlineData("2026-03-01T09:30:00Z", "2026-03-01T09:30:00.0000000+00:00")]
    [InlineData("2026-03-01t09:30:00.5z", "2026-03-01T09:30:00.5000000+00:00")]
    [InlineData("2026-03-01T10:30:00.123456789+01:00", "2026-03-01T10:30:00.1234567+01:00")]
    [InlineData("2026-03-01T09:30:00", null)]
    [InlineData("2026-03-01", null)]
    [InlineData("2026-03-01 09:30:00Z", null)]
    [InlineData("2026-13-01T09:30:00Z", null)]
    [InlineData("2026-03-01T09:30:00.Z", null)]
    [InlineData("2026-03-01T09:30:00+0100", null)]
    [InlineData("1772357400", null)]
    public void Times_carry_an_offset(string text, string? expected) =>
        Assert.Equal(expected, Rfc3339.TryParse(text, out var time) ? time.ToString("O") : null);

    [Fact]
    public void A_time_that_is_written_reads_the_same() =>
        Gen.DateTimeOffset.Sample(time => Rfc3339.TryParse(time.ToString("O"), out var read) && read.EqualsExact(time));

    [Theory]
    [InlineData("PT10M", 600)]
    [InlineData("P1DT2H", 93_600)]
    [InlineData("P14D", 1_209_600)]
    [InlineData("PT0S", null)]
    [InlineData("-PT1M", null)]
    [InlineData("P1M", null)]
    [InlineData("P1Y", null)]
    [InlineData("10m", null)]
    [InlineData("P", null)]
    [InlineData("P99999999999999D", null)]
    public void Durations_have_a_fixed_length(string text, int? seconds) =>
        Assert.Equal(seconds, IsoDuration.TryParse(text, out var duration) ? (int)duration.TotalSeconds : null);

    [Theory]
    [InlineData("+447700900123", 447700900123)]
    [InlineData(" 447700900123", 447700900123)]
    [InlineData("0044 (7700) 900-123", 447700900123)]
    [InlineData("07700900123", null)]
    [InlineData("+12", null)]
    [InlineData("+4477009001230000", null)]
    [InlineData("+44770090x123", null)]
    [InlineData("", null)]
    public void Numbers_are_international(string text, long? digits) =>
        Assert.Equal(digits, PhoneNumberText.TryParse(text, out var number) ? number.Digits : null);

    [Theory]
    [InlineData(" 447700900123", "+447700900123")]
    [InlineData("+447700900123", "+447700900123")]
    [InlineData(" Example", " Example")]
    public void A_plus_sign_that_became_a_space_is_restored(string text, string expected) => Assert.Equal(expected, PhoneNumberText.RestorePlus(text));

    [Fact]
    public void No_text_makes_a_parser_throw() => Gen.String.Sample(text =>
    {
        _ = Rfc3339.TryParse(text, out _);
        _ = IsoDuration.TryParse(text, out _);
        _ = PhoneNumberText.TryParse(text, out _);
        _ = CommandStatusText.TryParse(text, out _);
        EditDistance.Between("category", text);
    });
}
