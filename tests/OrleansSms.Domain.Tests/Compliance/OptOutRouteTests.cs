using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Compliance;

public sealed class OptOutRouteTests
{
    [Theory]
    [InlineData("Sale! Half off today", true)]
    [InlineData("Sale! See shop.example/sale", true)]
    [InlineData("Sale! Call 0800 123456", true)]
    [InlineData("Stop by our shop today", true)]
    [InlineData("Sale! STOP to 60777", false)]
    [InlineData("Sale! Opt out: shop.example/o", false)]
    [InlineData("Sale! Unsubscribe at https://shop.example", false)]
    [InlineData("Sale! To opt out write to stop@shop.example", false)]
    [InlineData("Promo ! STOP au 36111", false)]
    [InlineData("Angebot! Abmelden: 0151 2345678", false)]
    public void A_name_in_letters_needs_a_text_that_says_how_and_where_to_opt_out(string text, bool isMissing) =>
        Assert.Equal(isMissing, IsMissing(MessageCategory.Marketing, "Shop", text));

    [Theory]
    [InlineData("60777")]
    [InlineData("+447700900123")]
    public void What_can_be_answered_is_a_way_out(string from) => Assert.False(IsMissing(MessageCategory.Marketing, from, "Sale!"));

    [Theory]
    [InlineData(MessageCategory.Authentication)]
    [InlineData(MessageCategory.Transactional)]
    public void Only_marketing_needs_one(MessageCategory category) => Assert.False(IsMissing(category, "Shop", "Your code is 1234"));

    [Fact]
    public void It_is_refused_where_the_policy_says_so_and_before_anything_is_asked_of_the_recipient()
    {
        var request = Sample.Request(Sample.London, "2026-06-10T00:00:00Z") with { LacksOptOutRoute = true };

        var refused = Sample.Decide(Sample.Policy with { RequireOptOutRoute = true }, request);

        Assert.Equal((DecisionKind.Suppress, Reasons.NoOptOutRoute), (refused.Kind, refused.Reason));
        Assert.Equal(Reasons.QuietHours, Sample.Decide(Sample.Policy, request).Reason);
    }

    private static bool IsMissing(MessageCategory category, string from, string text) =>
        OptOutRoutes.IsMissing(category, from, text, ComplianceData.Shipped.Keywords);
}
