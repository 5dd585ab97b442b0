using CsCheck;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Messages;

public sealed class NumberParserTests
{
    [Theory]
    [InlineData("+447700900123", null)]
    [InlineData("447700900123", null)]
    [InlineData("00447700900123", null)]
    [InlineData(" 447700900123", null)]
    [InlineData("+44 (7700) 900-123", null)]
    [InlineData("+44.7700/900123", "US")]
    [InlineData("0044 7700 900123", "US")]
    [InlineData("07700 900123", "GB")]
    [InlineData("(07700) 900123", "GB")]
    public void A_number_is_read_in_the_ways_people_write_it(string text, string? country)
    {
        Assert.True(NumberParser.TryParse(text, country, out var number));
        Assert.Equal("+447700900123", number.ToString());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("+", null)]
    [InlineData("hello", null)]
    [InlineData("+4477009001x3", null)]
    [InlineData("+44+7700900123", null)]
    [InlineData("07700900123", null)]
    [InlineData("+0447700900123", null)]
    [InlineData("+447700", null)]
    [InlineData("+4477009001234567", null)]
    [InlineData("+999770090012", null)]
    [InlineData("12", "GB")]
    [InlineData("077009001230000000", "GB")]
    [InlineData("+44 7700 900123                                   ", null)]
    public void Anything_else_is_no_number(string? text, string? country) => Assert.False(NumberParser.TryParse(text, country, out _));

    [Fact]
    public void No_text_makes_it_throw() => Gen.Select(Gen.String, Gen.Int[0, 2]).Sample((text, country) =>
    {
        NumberParser.TryParse(text, country switch { 0 => null, 1 => "GB", _ => "XX" }, out _);
    });

    [Fact]
    public void What_was_read_is_read_again_as_the_same() => Gen.Long[1_000_000, 999_999_999_999_999].Sample(digits =>
    {
        if (NumberParser.TryParse(digits.ToString(System.Globalization.CultureInfo.InvariantCulture), null, out var number))
        {
            Assert.True(NumberParser.TryParse(number.ToString(), "US", out var again));
            Assert.Equal(number, again);
        }
    });

    [Theory]
    [InlineData("GB", true)]
    [InlineData("gb", false)]
    [InlineData("XX", false)]
    [InlineData("", false)]
    public void Countries_are_two_capital_letters(string country, bool known) => Assert.Equal(known, NumberParser.IsCountry(country));
}
