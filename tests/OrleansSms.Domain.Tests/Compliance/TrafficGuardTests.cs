using CsCheck;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Traffic;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Compliance;

public sealed class TrafficGuardTests
{
    private const long Hour = 3_600 * UnixMicros.PerSecond;
    private const long Now = 500_000 * Hour;

    [Fact]
    public void A_day_has_no_more_messages_than_its_ceiling_whatever_sizes_they_come_in() =>
        Gen.Select(Gen.Int[1, 30], Gen.Select(Gen.Long[0, 30], Gen.Int[1, 20]).List[1, 40]).Sample((ceiling, steps) =>
        {
            var guard = new TrafficGuard();
            var policy = Sample.Policy with { Ceilings = new DailyCeilings(Messages: ceiling) };
            var sent = new List<long>();
            var now = Now;
            foreach (var (hours, count) in steps)
            {
                now += hours * Hour;
                var verdicts = guard.Judge(now, policy, MessageCategory.Marketing, Ones(count), Numbers(count)) ?? new TrafficVerdict[count];
                sent.AddRange(verdicts.Where(verdict => verdict == TrafficVerdict.Ok).Select(_ => now));

                Assert.True(sent.Count(at => at > now - (23 * Hour)) <= ceiling);
                Assert.True(verdicts.All(verdict => verdict is TrafficVerdict.Ok or TrafficVerdict.MessageCeiling));
                Assert.True(verdicts[^1] == TrafficVerdict.Ok || sent.Count(at => at > now - (24 * Hour)) >= ceiling, "Refused though there is room.");
            }
        });

    [Fact]
    public void Segments_and_spend_have_ceilings_of_their_own()
    {
        var segments = Sample.Policy with { Ceilings = new DailyCeilings(Segments: 10) };
        var spend = Sample.Policy with { Ceilings = new DailyCeilings(SpendMicros: 25_000, SegmentPriceMicros: 7_500) };

        Assert.Equal([0, 0, 0, (int)TrafficVerdict.MessageCeiling], Judge(new TrafficGuard(), segments, 3, 4));
        Assert.Equal([0, 0, 0, (int)TrafficVerdict.SpendCeiling], Judge(new TrafficGuard(), spend, 1, 4));
    }

    [Fact]
    public void What_was_counted_is_kept_over_a_restart()
    {
        var policy = Sample.Policy with { Ceilings = new DailyCeilings(Messages: 5) };
        var before = new TrafficGuard();
        Judge(before, policy, 1, 4);
        var after = new TrafficGuard();
        after.Day.Load(before.Day.Save());

        Assert.Equal([0, (int)TrafficVerdict.MessageCeiling], Judge(after, policy, 1, 2));
    }

    [Fact]
    public void Codes_to_many_adjacent_numbers_are_refused_and_to_the_same_ones_again_are_not()
    {
        var policy = Sample.Policy with { Velocity = new VelocityLimits(AdjacentNumbers: 3, PerPrefix: 0) };
        var guard = new TrafficGuard();

        Assert.Equal([0, 0, 0, 4, 4], Judge(guard, policy, 1, 5));
        Assert.Equal([0, 0, 0, 4], Judge(guard, policy, 1, 4));
        Assert.Null(guard.Judge(Now, policy, MessageCategory.Marketing, Ones(50), Numbers(50)));
        Assert.Null(guard.Judge(Now + Hour, policy, MessageCategory.Authentication, [1], [Sample.London]));
    }

    [Fact]
    public void Codes_to_one_prefix_are_refused_above_its_limit_until_the_window_has_passed()
    {
        var policy = Sample.Policy with { Velocity = new VelocityLimits(PerPrefix: 4, AdjacentNumbers: 0) };
        var guard = new TrafficGuard();

        Assert.Equal([0, 0, 0, 0, 3], Judge(guard, policy, 1, 5));
        Assert.NotNull(guard.Judge(Now + (Hour / 60), policy, MessageCategory.Authentication, [1], [Sample.London]));
        Assert.Null(guard.Judge(Now + Hour, policy, MessageCategory.Authentication, [1], [Sample.London]));
    }

    private static int[] Judge(TrafficGuard guard, AccountPolicy policy, int segments, int count) =>
        [.. (guard.Judge(Now, policy, MessageCategory.Authentication, [.. Enumerable.Repeat(segments, count)], Numbers(count)) ?? new TrafficVerdict[count]).Select(verdict => (int)verdict)];

    private static int[] Ones(int count) => [.. Enumerable.Repeat(1, count)];

    private static Msisdn[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => new Msisdn(447700900100 + i))];
}
