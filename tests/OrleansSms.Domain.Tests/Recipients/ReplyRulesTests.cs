using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;
using OrleansSms.Domain.Tests.Compliance;

namespace OrleansSms.Domain.Tests.Recipients;

public sealed class ReplyRulesTests
{
    [Fact]
    public void A_stop_is_answered_once_under_the_id_that_was_kept_with_it()
    {
        var first = Place(1);
        var (state, _, answer, _) = Hear(RecipientState.Default, "Stop", first);

        var again = Hear(state, "STOP please", Place(2));

        Assert.Equal(new KeywordAnswer(AnswerKind.OptOut, first.Drawn, 1, "en"), answer);
        Assert.Equal(answer, again.Answer);
        Assert.Same(state, again.State);
    }

    [Fact]
    public void A_stop_that_follows_one_by_other_means_is_not_answered()
    {
        var state = RecipientRules.Stop(RecipientState.Default, new OptOut(Sample.Account, 1, "api", "api"));

        Assert.Null(Hear(state, "STOP", Place(2)).Answer);
    }

    [Fact]
    public void A_stop_after_a_start_is_answered_anew()
    {
        var stopped = Hear(RecipientState.Default, "STOP", Place(1)).State;
        var (started, _, welcome, _) = Hear(stopped, "Démarrer", Place(2));
        var last = Place(3);

        Assert.Equal((AnswerKind.OptIn, "fr", "fr"), (welcome!.Kind, welcome.Language, started.Language));
        Assert.Equal(last.Drawn, Hear(started, "STOP", last).Answer!.Message);
    }

    [Theory]
    [InlineData("Yes")]
    [InlineData("ja")]
    public void A_yes_that_nobody_asked_for_is_a_text(string text)
    {
        var heard = Hear(RecipientState.Default, text, Place(1));

        Assert.Equal((RecipientState.Default, null, null), (heard.State, heard.Match, heard.Answer));
    }

    [Theory]
    [InlineData("Yes")]
    [InlineData("Oui")]
    [InlineData("START")]
    public void A_yes_confirms_what_double_opt_in_waits_for(string text)
    {
        var mine = new Consent(Sample.Account, "marketing", "con_1", 1, NeedsConfirmation: true);
        var other = mine with { Account = "acc_other", Record = "con_2" };
        var state = RecipientState.Default with { Consents = [mine, other] };

        var heard = Hear(state, text, Place(5));

        Assert.Equal([mine with { ConfirmedAt = 5 }, other], heard.State.Consents);
        Assert.Equal(AnswerKind.OptIn, heard.Answer!.Kind);
    }

    [Fact]
    public void A_call_for_help_is_answered_and_changes_nothing()
    {
        var heard = Hear(RecipientState.Default, "HILFE", Place(1));

        Assert.Same(RecipientState.Default, heard.State);
        Assert.Equal((AnswerKind.Help, "de"), (heard.Answer!.Kind, heard.Answer.Language));
    }

    [Fact]
    public void Two_machines_that_answer_each_other_come_to_an_end()
    {
        var recipient = new Recipient(RecipientState.Default);
        var rest = UnixMicros.From(KeywordAnswer.Rest);

        Assert.Equal(
            [true, false, true, true],
            new[] { (AnswerKind.Help, 0L), (AnswerKind.Help, rest - 1), (AnswerKind.Help, rest), (AnswerKind.OptIn, rest) }.Select(ask => recipient.MayAnswer(ask.Item1, ask.Item2)));
    }

    private static HeardKeyword Hear(RecipientState state, string text, in ReplyPlace place) =>
        ReplyRules.Hear(state, ComplianceData.Shipped.Keywords.Find(text), place);

    private static ReplyPlace Place(long at) => new(Sample.Account, Sample.Policy, "60777", at, Sample.NextId(), Sample.NextId());
}
