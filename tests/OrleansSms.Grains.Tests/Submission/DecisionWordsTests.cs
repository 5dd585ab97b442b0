using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Submission;

namespace OrleansSms.Grains.Tests.Submission;

public sealed class DecisionWordsTests
{
    private static readonly string[] London = ["Europe/London"];

    private static readonly DecisionEvidence Place = new() { Jurisdiction = "GB", Zones = London, ZoneSource = ZoneSource.Country, Data = "quiet-hours 1" };

    [Fact]
    public void What_is_shared_by_a_page_is_said_as_for_one()
    {
        var words = new DecisionWords(policy: 3);
        DecisionEvidence?[] all = [null, Place, Place with { Detail = "open" }];

        Assert.All(all.Concat(all), evidence =>
        {
            var decision = new Decision(DecisionKind.Send, Evidence: evidence);
            Assert.Equal(DecisionWords.Describe(decision), words.Of(decision));
        });
    }

    [Fact]
    public void Messages_that_go_by_consents_of_their_own_share_one_text_that_names_the_policy()
    {
        var words = new DecisionWords(policy: 3);
        var (first, second) = (new Decision(DecisionKind.Send, Evidence: Place, Consent: "con_1"), new Decision(DecisionKind.Send, Evidence: Place, Consent: "con_2"));

        Assert.Equal("send (GB, Europe/London by country, quiet-hours 1, policy 3)", words.Of(first));
        Assert.Same(words.Of(first), words.Of(second));
        Assert.Equal("send (policy 3)", words.Of(new Decision(DecisionKind.Send, Consent: "con_1")));
        Assert.Equal("send (GB, Europe/London by country, quiet-hours 1)", words.Of(new Decision(DecisionKind.Send, Evidence: Place)));
        Assert.Equal("send (GB, Europe/London by country, quiet-hours 1, con_1)", DecisionWords.Describe(first));
    }
}
