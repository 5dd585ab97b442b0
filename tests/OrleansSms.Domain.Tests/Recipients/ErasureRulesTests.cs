using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;
using OrleansSms.Domain.Tests.Compliance;

namespace OrleansSms.Domain.Tests.Recipients;

public sealed class ErasureRulesTests
{
    private static readonly OptOut Stop = new(Sample.Account, 5, "msg_1", "STOP", Confirmation: "msg_2");
    private static readonly Suppression Listed = new(Sample.Account, "asked by letter", 6);

    [Theory]
    [InlineData("447700900123", 447700900123)]
    [InlineData("+447700900123", 447700900123)]
    [InlineData("00447700900123", 447700900123)]
    [InlineData("SHOP", 0)]
    [InlineData("000", 0)]
    [InlineData("", 0)]
    public void A_sender_is_a_number_however_its_carrier_writes_it(string from, long number) => Assert.Equal(number, ErasureRules.NumberOf(from).Digits);

    [Fact]
    public void What_refuses_messages_is_kept_apart_and_all_else_goes()
    {
        var state = new RecipientState
        {
            OptOuts = [Stop],
            Suppressions = [Listed],
            Consents = [new Consent(Sample.Account, "marketing", "con_1", 1)],
            Place = new RecipientPlace("Europe/London", null, null, 2),
            Language = "en",
        };

        var (left, kept) = ErasureRules.Erase(state, Sample.Account);

        Assert.True(left.IsDefault);
        Assert.Equal((Stop, Listed), (Assert.Single(kept.OptOuts), Assert.Single(kept.Suppressions)));
        var remembered = ErasureRules.Remember(left, kept);
        Assert.Equal(Stop, RecipientRules.FindOptOut(remembered, Sample.Account, "60777", null));
        Assert.Empty(remembered.Consents);
        Assert.Equivalent(remembered, ErasureRules.Remember(remembered, kept), strict: true);
    }

    [Fact]
    public void What_other_accounts_know_stays_theirs()
    {
        var state = new RecipientState { OptOuts = [Stop, Stop with { Account = "acc_other" }], Language = "en" };

        var (left, kept) = ErasureRules.Erase(state, Sample.Account);

        Assert.Equal("acc_other", Assert.Single(left.OptOuts).Account);
        Assert.Equal(Stop, Assert.Single(kept.OptOuts));
        Assert.Equal("en", left.Language);
    }

    [Fact]
    public void An_opt_out_from_everybody_is_kept_where_nobody_else_knows_the_number()
    {
        var everybody = Stop with { Account = OptOut.EveryAccount };

        var (left, kept) = ErasureRules.Erase(new RecipientState { OptOuts = [everybody] }, Sample.Account);

        Assert.True(left.IsDefault);
        Assert.Equal(everybody, Assert.Single(kept.OptOuts));
    }

    [Fact]
    public void Two_accounts_erasures_keep_both_refusals()
    {
        var other = Stop with { Account = "acc_other" };

        var both = new KeptRefusals([Stop], []).With(new KeptRefusals([other], [Listed]));

        Assert.Equal([Stop, other], both.OptOuts);
        Assert.Equal(Listed, Assert.Single(both.Suppressions));
    }

    [Fact]
    public void What_was_there_when_an_erasure_was_ordered_is_known_by_its_time_or_by_its_id()
    {
        var (before, drawn, after) = (Sample.NextId(), Sample.NextId(), Sample.NextId());
        var order = new ErasureRecord { Id = drawn.Value.ToString(ErasureRecord.Prefix), Account = Sample.Account, NumberHash = "", OrderedAt = 100 };

        Assert.True(ErasureRules.Covers(order, before, at: 50));
        Assert.True(ErasureRules.Covers(order, before, at: 3_600));
        Assert.True(ErasureRules.Covers(order, after, at: 50));
        Assert.False(ErasureRules.Covers(order, after, at: 3_600));
    }

    [Fact]
    public void A_receipt_may_hold_the_beginning_of_the_text_and_so_goes_while_the_time_of_sending_stays()
    {
        var receipt = new TimelineEntry(1, TimelineKind.Receipt, "north/0", 0, 0, "A7", "id:A7 stat:DELIVRD text:Dear Mrs Mill");
        var submitted = new TimelineEntry(1, TimelineKind.Submitted, "north/0", 0, 0, "A7", "1767225600000000");

        Assert.Equal(receipt with { Detail = null, SmscMessageId = null }, ErasureRules.Erase(receipt));
        Assert.Equal(submitted with { SmscMessageId = null }, ErasureRules.Erase(submitted));
    }
}
