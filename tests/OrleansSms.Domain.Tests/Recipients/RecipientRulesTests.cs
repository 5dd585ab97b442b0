using CsCheck;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Recipients;

public sealed class RecipientRulesTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void A_cap_lets_exactly_as_many_through_as_a_naive_count_does() =>
        Gen.Select(Gen.Int[1, 5], Gen.Long[1, 20], Gen.Select(Gen.Long[0, 8], Gen.Bool).List[1, 80]).Sample((count, seconds, requests) =>
        {
            var cap = new RecipientCap(count, seconds);
            var window = new RollingWindow();
            var sent = new List<(long At, MessageId Id)>();
            var now = 100 * Second;
            var number = 0L;
            foreach (var (wait, giveBack) in requests)
            {
                now += wait * Second;
                var id = new MessageId(new SortableId((ulong)++number, 1));
                window.Slide(now, seconds);
                var inWindow = sent.Where(entry => entry.At > now - (seconds * Second)).ToArray();
                var decision = RecipientRules.Decide(RecipientState.Default, window, Request(id, cap, now));

                Assert.Equal(inWindow.Length < count ? DecisionKind.Send : DecisionKind.Hold, decision.Kind);
                if (decision.Kind == DecisionKind.Hold)
                {
                    Assert.Equal(RecipientRules.FrequencyCap, decision.Reason);
                    Assert.Equal(inWindow.Select(entry => entry.At).Order().ToArray()[inWindow.Length - count] + (seconds * Second), decision.HeldUntil);
                    continue;
                }

                window.Add(id, now);
                sent.Add((now, id));
                Assert.Equal(DecisionKind.Send, RecipientRules.Decide(RecipientState.Default, window, Request(id, cap, now)).Kind);
                if (giveBack)
                {
                    window.Remove(id);
                    sent.RemoveAt(sent.Count - 1);
                }
            }
        });

    [Fact]
    public void A_window_slides_in_the_order_of_time_whatever_order_messages_come_in() =>
        Gen.Select(Gen.Long[0, 100].List[0, 30], Gen.Long[0, 100], Gen.Long[1, 50]).Sample((times, now, seconds) =>
        {
            var window = new RollingWindow();
            var number = 0UL;
            times.ForEach(at => window.Add(new MessageId(new SortableId(++number, 1)), at * Second));
            window.Slide(now * Second, seconds);
            Assert.Equal(times.Count(at => at > now - seconds), window.Count);
        });

    [Fact]
    public void An_opt_out_suppresses_the_messages_of_its_account_only()
    {
        var state = RecipientRules.Stop(RecipientState.Default, OptOut("a"));
        Assert.Equal(DecisionKind.Suppress, Decide(state, "a").Kind);
        Assert.Equal(RecipientRules.OptedOut, Decide(state, "a").Reason);
        Assert.Equal(DecisionKind.Send, Decide(state, "b").Kind);
        Assert.Same(state, RecipientRules.Stop(state, OptOut("a")));
    }

    [Fact]
    public void An_opt_out_of_everybody_suppresses_everything() =>
        Assert.Equal(DecisionKind.Suppress, Decide(RecipientRules.Stop(RecipientState.Default, OptOut(Domain.Recipients.OptOut.EveryAccount)), "b").Kind);

    [Fact]
    public void An_opt_in_lifts_the_accounts_opt_out_and_the_one_of_everybody()
    {
        var state = RecipientRules.Stop(RecipientRules.Stop(RecipientState.Default, OptOut("a")), OptOut("b"));
        var after = RecipientRules.Start(state, "a");
        Assert.Equal("b", Assert.Single(after.OptOuts).Account);
        Assert.Empty(RecipientRules.Start(RecipientRules.Stop(RecipientState.Default, OptOut("*")), "a").OptOuts);
        Assert.Empty(RecipientRules.Start(state, null).OptOuts);
    }

    [Fact]
    public void A_cap_counts_its_category_or_all_but_codes()
    {
        Assert.False(new RecipientCap(1, 1).Counts(MessageCategory.Authentication));
        Assert.True(new RecipientCap(1, 1).Counts(MessageCategory.Marketing));
        Assert.False(new RecipientCap(1, 1, MessageCategory.Marketing).Counts(MessageCategory.Transactional));
        Assert.True(new RecipientCap(1, 1, MessageCategory.Authentication).Counts(MessageCategory.Authentication));
    }

    private static OptOut OptOut(string account) => new(account, 1, "msg", Keywords.Stop);

    private static Decision Decide(RecipientState state, string account) =>
        RecipientRules.Decide(state, null, Request(default, null, 1) with { Account = account });

    private static DecisionRequest Request(MessageId id, RecipientCap? cap, long at) =>
        new(id, new Msisdn(447700900123), "a", MessageCategory.Marketing, "Shop", 1, cap, at);
}
