using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;
using OrleansSms.Domain.Tests.Compliance;

namespace OrleansSms.Domain.Tests.Recipients;

public sealed class RecipientRulesTests
{
    [Fact]
    public void An_opt_out_that_refuses_nothing_new_changes_nothing()
    {
        var state = RecipientRules.Stop(RecipientState.Default, OptOut("a"));

        Assert.Same(state, RecipientRules.Stop(state, OptOut("a")));
        Assert.Same(state, RecipientRules.Stop(state, OptOut("a") with { Sender = "Shop" }));
    }

    [Fact]
    public void A_wider_opt_out_takes_the_place_of_those_that_it_covers()
    {
        var state = RecipientRules.Stop(RecipientState.Default, OptOut("a") with { Sender = "Shop" }, OptOut("a") with { Program = "vip" }, OptOut("b"));

        var after = RecipientRules.Stop(state, OptOut("a"));

        Assert.Equal([OptOut("b"), OptOut("a")], after.OptOuts);
    }

    [Fact]
    public void An_opt_in_lifts_the_accounts_opt_outs_and_those_of_everybody()
    {
        var state = RecipientRules.Stop(RecipientState.Default, OptOut("a"), OptOut("b"));

        Assert.Equal("b", Assert.Single(RecipientRules.Start(state, "a").OptOuts).Account);
        Assert.Empty(RecipientRules.Start(RecipientRules.Stop(RecipientState.Default, OptOut("*")), "a").OptOuts);
        Assert.Empty(RecipientRules.Start(state, null).OptOuts);
    }

    [Fact]
    public void An_opt_in_answers_the_question_whether_an_earlier_text_was_an_opt_out()
    {
        var state = RecipientRules.Suspect(RecipientState.Default, new PossibleOptOut("a", 1, "msg", "STOP"));

        Assert.Same(state, RecipientRules.Suspect(state, new PossibleOptOut("a", 2, "msg_2", "STOP")));
        Assert.Empty(RecipientRules.Start(state, "a").PossibleOptOuts);
    }

    [Theory]
    [InlineData(OptOutScope.Account, "SHOP", null, null)]
    [InlineData(OptOutScope.Sender, "SHOP", "SHOP", null)]
    [InlineData(OptOutScope.Program, "60777", null, "vip")]
    [InlineData(OptOutScope.Program, "SHOP", "SHOP", null)]
    public void A_stop_refuses_what_the_accounts_scope_says(OptOutScope scope, string answered, string? sender, string? program)
    {
        var policy = Sample.Policy with { OptOutScope = scope, Programs = [new ProgramSender("vip", "60777")] };

        var optOut = Assert.Single(OptOutScopes.OptOutsOf(policy, Sample.Account, answered, 5, "msg_1", "STOP"));

        Assert.Equal((sender, program), (optOut.Sender, optOut.Program));
    }

    [Fact]
    public void A_stop_whose_policy_is_not_known_refuses_everything_of_the_account() =>
        Assert.Equal(new OptOut("a", 5, "msg_1", "STOP"), Assert.Single(OptOutScopes.OptOutsOf(null, "a", "SHOP", 5, "msg_1", "STOP")));

    [Fact]
    public void A_state_reads_as_it_was_written()
    {
        var state = new RecipientState
        {
            OptOuts = [OptOut("a") with { Sender = "60777" }],
            Consents = [new Consent("a", "marketing", "con_1", 5, true, 6, 7)],
            Suppressions = [new Suppression("unreachable", "UNKNOWN_SUBSCRIBER", 5, 9)],
            PossibleOptOuts = [new PossibleOptOut("a", 1, "msg", "STOP")],
            Place = new RecipientPlace("America/Chicago", "US", "60601", 4),
            Language = "fr",
        };

        var read = RecipientStateJson.Read(RecipientStateJson.Write(state));

        Assert.Equivalent(state, read, strict: true);
        Assert.False(read.IsDefault);
        Assert.True(RecipientStateJson.Read(RecipientStateJson.Write(RecipientState.Default)).IsDefault);
    }

    private static OptOut OptOut(string account) => new(account, 1, "msg", "STOP");
}
