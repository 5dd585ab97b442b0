using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Recipients;
using OrleansSms.Domain.Tests.Compliance;

namespace OrleansSms.Domain.Tests.Recipients;

public sealed class RecipientChangeTests
{
    private static readonly Consent Given = new(Sample.Account, "marketing", "con_1", 1);

    [Fact]
    public void A_list_has_one_entry_of_a_number()
    {
        var first = Apply(RecipientState.Default, new(Sample.London) { Suppress = new SuppressionEntry("group", Sample.London, "first", 1) });
        var second = Apply(first, new(Sample.London) { Suppress = new SuppressionEntry("group", Sample.London, "second", 2, 9) });

        Assert.Equal([new Suppression("group", "second", 2, 9)], second.Suppressions);
        Assert.Same(second, Apply(second, new(Sample.London) { Unsuppress = "other" }));
        Assert.True(Apply(second, new(Sample.London) { Unsuppress = "group" }).IsDefault);
    }

    [Fact]
    public void An_opt_out_revokes_the_accounts_consents_and_an_opt_in_gives_them_anew()
    {
        var state = RecipientState.Default with { Consents = [Given, Given with { Account = "acc_other", Record = "con_2" }] };
        var stop = new ReplyPlace(Sample.Account, Sample.Policy, "60777", 5, Sample.NextId(), Sample.NextId());
        var stopped = Hear(state, "STOP", stop).State;

        Assert.Equal(Given with { RevokedAt = 5, RevokedBy = stop.Message.ToString() }, stopped.Consents[0]);
        Assert.True(stopped.Consents[1].Stands);

        var start = stop with { At = 9, Message = Sample.NextId() };
        var record = Assert.Single(Hear(stopped, "START", start).Regain(Sample.London, start, () => "con_3"));
        Assert.Equal((9L, ConsentSource.Keyword, "START", start.Message.ToString(), true), (record.GivenAt, record.Source, record.Wording, record.Message, record.Stands));
    }

    [Fact]
    public void An_opt_out_of_a_program_revokes_what_was_agreed_to_for_that_only()
    {
        var vip = Given with { Purpose = "vip", Record = "con_2" };
        var stopped = RecipientRules.Stop(RecipientState.Default with { Consents = [Given, vip] }, new OptOut(Sample.Account, 5, "msg_1", "STOP", Program: "vip"));

        Assert.Equal([Given, vip with { RevokedAt = 5, RevokedBy = "msg_1" }], stopped.Consents);
        Assert.All(RecipientRules.Stop(stopped, new OptOut(Sample.Account, 6, "msg_2", "STOP", Sender: "60777")).Consents.Take(1), consent => Assert.True(consent.Stands));
    }

    [Fact]
    public void A_consent_that_is_revoked_twice_was_revoked_by_the_first()
    {
        var state = RecipientState.Default with { Consents = [Given] };
        var revoked = Apply(state, new(Sample.London) { Revoke = new ConsentRevocation("con_1", 5, "api") });

        Assert.Same(revoked, Apply(revoked, new(Sample.London) { Revoke = new ConsentRevocation("con_1", 6, "api") }));
        Assert.Equal(Reasons.NoConsent, Sample.Decide(
            Sample.Policy with { RequireConsent = Categories.Marketing }, Sample.Request(Sample.London, "2026-06-01T12:00:00Z"), revoked).Reason);
    }

    [Fact]
    public void A_consent_that_is_told_again_stays_revoked()
    {
        var told = new ContactConsent("marketing", "Text me", "import", 7);
        var record = ConsentRecord.Of(Sample.Account, Sample.NextId().Value, Sample.London, told, ConsentSource.Import, 9);
        var given = Apply(RecipientState.Default, new(Sample.London) { Consent = record });
        var stopped = RecipientRules.Stop(given, new OptOut(Sample.Account, 20, "msg_1", "STOP"));

        var again = Apply(stopped, new(Sample.London) { Consent = record with { RecordedAt = 30 } });

        Assert.Same(stopped, again);
        Assert.Equal((7L, ConsentSource.Import, 20L), (record.GivenAt, record.Source, record.With(again).RevokedAt!.Value));
    }

    [Fact]
    public void Where_a_recipient_is_keeps_what_is_not_said_and_loses_what_is_empty()
    {
        var known = Apply(RecipientState.Default, new(Sample.London) { Place = new RecipientPlace("America/New_York", null, "10001", 5) });
        var moved = Apply(known, new(Sample.London) { Place = new RecipientPlace("America/Chicago", null, null, 6) });

        Assert.Equal(new RecipientPlace("America/Chicago", null, "10001", 6), moved.Place);
        Assert.Same(moved, Apply(moved, new(Sample.London) { Place = new RecipientPlace("America/Chicago", null, null, 7) }));
        Assert.True(Apply(moved, new(Sample.London) { Place = new RecipientPlace("", null, "", 8) }).IsDefault);
    }

    [Fact]
    public void Of_too_many_consents_the_oldest_that_no_longer_stands_goes()
    {
        var state = RecipientState.Default;
        for (var i = 0; i < RecipientState.MaxEntries; i++)
        {
            state = RecipientRules.Consent(state, Given with { Record = $"con_{i}", RevokedAt = i == 3 ? 1 : null });
        }

        state = RecipientRules.Consent(state, Given with { Record = "con_new" });

        Assert.Equal(RecipientState.MaxEntries, state.Consents.Count);
        Assert.DoesNotContain(state.Consents, consent => consent.Record == "con_3");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_may_have_been_an_opt_out_is_one_or_is_dismissed(bool isOptOut)
    {
        var state = RecipientRules.Suspect(RecipientState.Default, new PossibleOptOut(Sample.Account, 1, "msg_1", "STOP"));

        var after = Apply(state, new(Sample.London) { Verdict = new PossibleOptOutVerdict(Sample.Account, isOptOut, 7) });

        Assert.Empty(after.PossibleOptOuts);
        Assert.Equal(isOptOut ? [new OptOut(Sample.Account, 7, "msg_1", "STOP")] : [], after.OptOuts);
        Assert.Same(after, Apply(after, new(Sample.London) { Verdict = new PossibleOptOutVerdict(Sample.Account, true, 8) }));
    }

    [Fact]
    public void A_record_is_kept_for_five_years_after_its_consent_was_revoked()
    {
        var record = new ConsentRecord { Id = "con_1", Account = "a", Number = "+447700900123", Purpose = "marketing", RevokedAt = Sample.At("2026-01-01T00:00:00Z") };

        Assert.False(record.IsOver(Sample.At("2031-01-01T00:00:00Z")));
        Assert.True(record.IsOver(Sample.At("2031-01-10T00:00:00Z")));
        Assert.False((record with { RevokedAt = null }).IsOver(long.MaxValue));
    }

    [Fact]
    public void A_receipts_error_that_says_that_there_is_no_such_number_suppresses_it_for_a_while()
    {
        var table = ComplianceData.Shipped.Unreachable;
        var at = Sample.At("2026-06-01T12:00:00Z");
        var state = RecipientRules.Suppress(RecipientState.Default, table.Find("north", "001", Sample.London, at)!.Remembered);

        Assert.Equal(Reasons.Unreachable, Sample.Decide(Sample.Policy, Sample.Request(Sample.London, "2026-06-30T12:00:00Z"), state).Reason);
        Assert.Null(Sample.Decide(Sample.Policy, Sample.Request(Sample.London, "2026-07-01T12:00:00Z"), state).Reason);
        Assert.Null(table.Find("north", "027", Sample.London, at));
    }

    private static RecipientState Apply(RecipientState state, RecipientChange change) => change.Apply(state);

    private static HeardKeyword Hear(RecipientState state, string text, in ReplyPlace place) => ReplyRules.Hear(state, ComplianceData.Shipped.Keywords.Find(text), place);
}
