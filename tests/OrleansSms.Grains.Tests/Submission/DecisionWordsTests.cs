using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Submission;

namespace OrleansSms.Grains.Tests.Submission;

public sealed class DecisionWordsTests
{
    private static readonly string[] London = ["Europe/London"];

    private static readonly DecisionEvidence Place = new() { Jurisdiction = "GB", Zones = London, ZoneSource = ZoneSource.Country, Data = "quiet-hours 1" };

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void What_is_shared_by_a_page_is_said_as_for_one(long policy)
    {
        var words = new DecisionWords();
        DecisionEvidence?[] all = [null, Place, Place with { Record = "con_1", PolicyVersion = policy }, Place with { Record = "con_2", PolicyVersion = policy }, new() { Record = "con_3" }];

        Assert.All(all.Concat(all), evidence =>
        {
            var decision = new Decision(DecisionKind.Send, Evidence: evidence);
            Assert.Equal(DecisionWords.Describe(decision), words.Of(decision));
        });
    }
}
