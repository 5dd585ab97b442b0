using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;

namespace OrleansSms.Domain.Tests.Segments;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("country = 'US' and last_order > ago(30d) and not tag('vip')")]
    [InlineData("city = 'L''Aquila' or (orders >= 3 and paid = true)")]
    [InlineData("\"First Name\" starts_with 'An'")]
    [InlineData("zone is not set")]
    [InlineData("not (list('news') or consent('marketing'))")]
    [InlineData("born < '1990-01-01'")]
    [InlineData("last_sent_at < ago(12h) and delivered > 0")]
    [InlineData("renewal <= ahead(14d)")]
    [InlineData("")]
    public void A_filter_is_written_as_it_is_read(string text)
    {
        Assert.True(FilterParser.TryParse(text, out var filter, out _));
        Assert.Equal(text, FilterText.Of(filter));
    }

    [Theory]
    [InlineData("COUNTRY in ('US', 'CA')", "COUNTRY = 'US' or COUNTRY = 'CA'")]
    [InlineData("paid and not blocked", "paid = true and not blocked = true")]
    [InlineData("orders==3 AND orders<>4", "orders = 3 and orders != 4")]
    [InlineData("Last_Sent_At > AGO(4w)", "last_sent_at > ago(28d)")]
    public void What_is_written_otherwise_means_the_same(string text, string same)
    {
        Assert.True(FilterParser.TryParse(text, out var filter, out _));
        Assert.Equal(same, FilterText.Of(filter));
    }

    [Theory]
    [InlineData("country 'US'", 8, "an operator")]
    [InlineData("country = US", 10, "a value")]
    [InlineData("country = 'US", 10, "a value")]
    [InlineData("country = 'US' plan = 'gold'", 15, "and, or, or the end")]
    [InlineData("(country = 'US'", 15, ")")]
    [InlineData("last_order > ago(30)", 17, "a span")]
    [InlineData("tags('vip')", 0, "tag('…')")]
    [InlineData("tag(vip)", 4, "a name in single quotes")]
    [InlineData("and country = 'US'", 0, "a field")]
    [InlineData("name contains 5", 14, "a text in single quotes")]
    [InlineData("zone is empty", 8, "set")]
    public void An_error_says_where_and_what_would_be_right(string text, int position, string expected)
    {
        Assert.False(FilterParser.TryParse(text, out _, out var error));
        Assert.Equal(position, error!.Position);
        Assert.StartsWith(expected, error.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_and_terms_are_bounded()
    {
        Assert.False(FilterParser.TryParse(string.Concat(Enumerable.Repeat("not ", 100)) + "a", out _, out _));
        Assert.False(FilterParser.TryParse(string.Join(" or ", Enumerable.Repeat("a = 1", 201)), out _, out _));
        Assert.False(FilterParser.TryParse(new string(' ', FilterLimits.MaxChars + 1), out _, out _));
    }

    [Fact]
    public void Fields_that_nobody_has_are_told()
    {
        Assert.True(FilterParser.TryParse("contry = 'US' and city is set and last_sent_at is set", out var filter, out _));

        Assert.Equal(["contry"], FilterFields.Unknown(filter, FieldTable.Empty.With(["country", "city"])));
        Assert.True(FilterFields.UseEngagement(filter));
    }
}
