using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Compliance;

public sealed class ComplianceRulesTests
{
    private const string Noon = "2026-06-10T12:00:00Z";
    private const string Midnight = "2026-06-10T00:00:00Z";

    [Fact]
    public void A_message_that_nothing_speaks_against_goes_and_says_by_which_clock()
    {
        var decision = Sample.Decide(Sample.Policy, Sample.Request(Sample.London, Noon));

        Assert.Equal((DecisionKind.Send, null), (decision.Kind, decision.Reason));
        Assert.Equal("GB", decision.Evidence!.Jurisdiction);
        Assert.Contains("Europe/London", decision.Evidence.Zones);
        Assert.StartsWith("quiet-hours ", decision.Evidence.Data, StringComparison.Ordinal);
        Assert.Equal(Sample.At(Noon) + (Decision.MaxLeaseSeconds * UnixMicros.PerSecond), decision.ValidUntil);
    }

    [Fact]
    public void A_yes_holds_no_longer_than_until_the_hours_close() =>
        Assert.Equal(Sample.At("2026-06-10T20:00:00Z"), Sample.Decide(Sample.Policy, Sample.Request(Sample.London, "2026-06-10T19:45:00Z")).ValidUntil);

    [Fact]
    public void The_kill_switch_goes_before_everything()
    {
        var state = RecipientRules.Stop(RecipientState.Default, new OptOut(Sample.Account, 1, "msg_1", "STOP"));

        Assert.Equal(Reasons.AccountStopped, Sample.Decide(Sample.Policy with { IsStopped = true }, Sample.Request(Sample.London, Midnight), state).Reason);
    }

    [Theory]
    [InlineData(TrafficVerdict.MessageCeiling, Reasons.MessageCeiling)]
    [InlineData(TrafficVerdict.SpendCeiling, Reasons.SpendCeiling)]
    [InlineData(TrafficVerdict.PrefixVelocity, Reasons.PrefixVelocity)]
    [InlineData(TrafficVerdict.AdjacentNumbers, Reasons.AdjacentNumbers)]
    public void What_the_account_counts_has_reasons_of_its_own(TrafficVerdict traffic, string reason)
    {
        var decision = Sample.Decide(Sample.Policy, Sample.Request(Sample.London, Noon, MessageCategory.Authentication) with { Traffic = traffic });

        Assert.Equal((DecisionKind.Suppress, reason), (decision.Kind, decision.Reason));
    }

    [Theory]
    [InlineData(447700900123, null)]
    [InlineData(12125550123, Reasons.CountryBlocked)]
    [InlineData(449012345678, Reasons.PremiumRange)]
    [InlineData(881612345678, Reasons.SatelliteRange)]
    [InlineData(447712345678, Reasons.PrefixBlocked)]
    public void Numbers_that_the_account_does_not_text_are_refused(long number, string? reason)
    {
        var policy = Sample.Policy with { Countries = ["GB"], DeniedPrefixes = ["447712"] };

        Assert.Equal(reason, Sample.Decide(policy, Sample.Request(new Msisdn(number), Noon)).Reason);
    }

    [Fact]
    public void An_opt_out_suppresses_what_it_refuses_and_names_the_message_that_said_so()
    {
        var state = RecipientRules.Stop(RecipientState.Default, new OptOut(Sample.Account, 1, "msg_1", "STOP", Sender: "Shop"));

        var refused = Sample.Decide(Sample.Policy, Sample.Request(Sample.London, Noon), state);

        Assert.Equal((DecisionKind.Suppress, Reasons.OptedOut, "msg_1"), (refused.Kind, refused.Reason, refused.Evidence!.Record));
        Assert.Equal(DecisionKind.Send, Sample.Decide(Sample.Policy, Sample.Request(Sample.London, Noon, from: "Bank"), state).Kind);
        Assert.Equal(DecisionKind.Send, Sample.Decide(Sample.Policy with { Account = "acc_two" }, Sample.Request(Sample.London, Noon), state).Kind);
    }

    [Fact]
    public void A_list_suppresses_for_those_who_honour_it_and_until_it_ends()
    {
        var state = new RecipientState { Suppressions = [new Suppression("group", "complaint", 1, Sample.At(Noon) + 1)] };
        var honours = Sample.Policy with { SuppressionLists = ["group"] };

        Assert.Equal(Reasons.OnSuppressionList, Sample.Decide(honours, Sample.Request(Sample.London, Noon), state).Reason);
        Assert.Null(Sample.Decide(Sample.Policy, Sample.Request(Sample.London, Noon), state).Reason);
        Assert.Null(Sample.Decide(honours, Sample.Request(Sample.London, "2026-06-10T12:01:00Z"), state).Reason);
    }

    [Fact]
    public void A_number_that_does_not_exist_is_passed_over_unless_the_account_wants_to_try()
    {
        var state = new RecipientState { Suppressions = [new Suppression(Suppression.Unreachable, "UNDELIV 001", 1)] };

        Assert.Equal(Reasons.Unreachable, Sample.Decide(Sample.Policy, Sample.Request(Sample.London, Noon), state).Reason);
        Assert.Null(Sample.Decide(Sample.Policy with { SuppressUnreachable = false }, Sample.Request(Sample.London, Noon), state).Reason);
    }

    [Theory]
    [InlineData("marketing", false, null, null)]
    [InlineData("vip", false, null, null)]
    [InlineData("transactional", false, null, Reasons.NoConsent)]
    [InlineData("marketing", true, null, Reasons.NoConsent)]
    [InlineData("marketing", false, 5L, Reasons.NoConsent)]
    public void Where_a_consent_is_required_one_must_stand_for_the_category_or_the_program(string purpose, bool pending, long? revokedAt, string? reason)
    {
        var policy = Sample.Policy with { RequireConsent = Categories.Marketing };
        var state = new RecipientState { Consents = [new Consent(Sample.Account, purpose, "con_1", 1, pending, null, revokedAt)] };

        var decision = Sample.Decide(policy, Sample.Request(Sample.London, Noon, program: "vip"), state);

        Assert.Equal(reason, decision.Reason);
        Assert.Equal(reason is null ? "con_1" : null, decision.Consent);
        Assert.Null(Sample.Decide(policy, Sample.Request(Sample.London, Noon, MessageCategory.Transactional)).Reason);
    }

    [Fact]
    public void Marketing_waits_for_somebody_to_read_a_possible_opt_out_and_codes_do_not()
    {
        var state = new RecipientState { PossibleOptOuts = [new PossibleOptOut(Sample.Account, 1, "msg_1", "STOP")] };

        Assert.Equal(Reasons.PossibleOptOut, Sample.Decide(Sample.Policy, Sample.Request(Sample.London, Noon), state).Reason);
        Assert.Null(Sample.Decide(Sample.Policy, Sample.Request(Sample.London, Noon, MessageCategory.Authentication), state).Reason);
    }

    [Fact]
    public void The_same_text_does_not_go_twice_within_the_window()
    {
        var log = new SendLog(FrequencyCap.MaxSeconds);
        var first = Sample.Request(Sample.London, Noon);
        log.Add(SendLogEntry.Of(first));
        var policy = Sample.Policy with { DuplicateSeconds = 600 };

        var again = Sample.Decide(policy, Sample.Request(Sample.London, "2026-06-10T12:09:59Z"), log: log);

        Assert.Equal((Reasons.Duplicate, first.Message.ToString()), (again.Reason, again.Evidence!.Record));
        Assert.Null(Sample.Decide(policy, first, log: log).Reason);
        Assert.Null(Sample.Decide(policy, Sample.Request(Sample.London, "2026-06-10T12:09:59Z", text: "Other"), log: log).Reason);
        Assert.Null(Sample.Decide(policy, Sample.Request(Sample.London, "2026-06-10T12:10:00Z"), log: log).Reason);
    }

    [Fact]
    public void Of_several_caps_the_one_that_has_room_last_decides()
    {
        var log = new SendLog(FrequencyCap.MaxSeconds);
        log.Add(SendLogEntry.Of(Sample.Request(Sample.London, "2026-06-10T10:00:00Z")));
        log.Add(SendLogEntry.Of(Sample.Request(Sample.London, "2026-06-10T11:00:00Z")));
        var policy = Sample.Policy with { Caps = [new FrequencyCap(1, 7_200), new FrequencyCap(2, 7_200 * 2), new FrequencyCap(9, 86_400)] };

        var held = Sample.Decide(policy, Sample.Request(Sample.London, Noon), log: log);

        Assert.Equal((DecisionKind.Hold, Reasons.FrequencyCap, Sample.At("2026-06-10T14:00:00Z")), (held.Kind, held.Reason, held.HeldUntil));
    }

    [Theory]
    [InlineData(CapScope.Account, "Other", null, MessageCategory.Transactional, true)]
    [InlineData(CapScope.Sender, "Shop", null, MessageCategory.Marketing, true)]
    [InlineData(CapScope.Sender, "Other", null, MessageCategory.Marketing, false)]
    [InlineData(CapScope.Program, "Shop", "vip", MessageCategory.Marketing, true)]
    [InlineData(CapScope.Program, "Shop", null, MessageCategory.Marketing, false)]
    [InlineData(CapScope.Category, "Other", null, MessageCategory.Marketing, true)]
    [InlineData(CapScope.Category, "Shop", "vip", MessageCategory.Transactional, false)]
    public void A_cap_counts_what_is_in_its_scope(CapScope scope, string from, string? program, MessageCategory category, bool held)
    {
        var log = new SendLog(FrequencyCap.MaxSeconds);
        log.Add(SendLogEntry.Of(Sample.Request(Sample.London, Noon, program: "vip")));
        var policy = Sample.Policy with { Caps = [new FrequencyCap(1, 3_600, scope)] };

        Assert.Equal(held, Sample.Decide(policy, Sample.Request(Sample.London, Noon, category, from, program), log: log).Kind == DecisionKind.Hold);
    }

    [Fact]
    public void A_cap_by_law_holds_a_fourth_message_in_florida_for_a_day_and_an_hour()
    {
        var log = new SendLog(FrequencyCap.MaxSeconds);
        foreach (var at in (string[])["2026-06-09T14:00:00Z", "2026-06-09T15:00:00Z", "2026-06-09T16:00:00Z"])
        {
            log.Add(SendLogEntry.Of(Sample.Request(Sample.Miami, at)));
        }

        var held = Sample.Decide(Sample.Policy, Sample.Request(Sample.Miami, "2026-06-10T14:30:00Z"), log: log);

        Assert.Equal((Reasons.FrequencyCap, "US-FL"), (held.Reason, held.Evidence!.Jurisdiction));
        Assert.Equal(Sample.At("2026-06-10T15:00:00Z"), held.HeldUntil);
        Assert.Null(Sample.Decide(Sample.Policy, Sample.Request(Sample.Miami, "2026-06-10T15:00:00Z"), log: log).Reason);
    }

    [Fact]
    public void A_cap_that_has_room_at_night_waits_for_the_morning_and_says_both()
    {
        var log = new SendLog(FrequencyCap.MaxSeconds);
        log.Add(SendLogEntry.Of(Sample.Request(Sample.London, "2026-06-10T11:30:00Z")));
        var policy = Sample.Policy with { Caps = [new FrequencyCap(1, 12 * 3_600)] };

        var held = Sample.Decide(policy, Sample.Request(Sample.London, Noon), log: log);

        Assert.Equal(Reasons.QuietHours, held.Reason);
        Assert.InRange(held.HeldUntil, Sample.At("2026-06-11T07:00:00Z"), Sample.At("2026-06-11T07:30:00Z"));
        Assert.Contains(Reasons.FrequencyCap, held.Evidence!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_and_transactional_messages_go_at_night_unless_the_account_is_stricter()
    {
        Assert.Equal(DecisionKind.Send, Sample.Decide(Sample.Policy, Sample.Request(Sample.London, Midnight, MessageCategory.Transactional)).Kind);
        Assert.Equal(
            Reasons.QuietHours,
            Sample.Decide(Sample.Policy with { QuietCategories = Categories.All }, Sample.Request(Sample.London, Midnight, MessageCategory.Transactional)).Reason);
    }
}
