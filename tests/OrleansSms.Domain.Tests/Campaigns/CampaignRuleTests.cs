using CsCheck;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Ids;

namespace OrleansSms.Domain.Tests.Campaigns;

public sealed class CampaignRuleTests
{
    private static readonly byte[] Secret = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void Whatever_is_done_a_final_campaign_stays_where_it_is() =>
        Gen.Select(Gen.Enum<CampaignAction>().Array[0, 30], Gen.Bool).Sample((actions, approval) =>
        {
            var campaign = new CampaignState { Id = "cmp_1", Account = "a", Definition = new() { RequiresApproval = approval } };
            foreach (var action in actions)
            {
                var before = campaign.Status;
                if (CampaignTransitions.After(campaign, action) is not { } after)
                {
                    continue;
                }

                Assert.True(!before.IsFinal() || action == CampaignAction.Delete);
                Assert.True(after != CampaignStatus.Running || action is CampaignAction.Begin or CampaignAction.Resume or CampaignAction.EditPace);
                campaign = campaign.After(action, 1) with { StartedAt = action == CampaignAction.Begin ? 1 : campaign.StartedAt };
            }
        });

    [Theory]
    [InlineData(false, CampaignStatus.Scheduled)]
    [InlineData(true, CampaignStatus.AwaitingApproval)]
    public void A_launch_waits_for_approval_where_that_is_required(bool requires, CampaignStatus expected)
    {
        var draft = new CampaignState { Id = "cmp_1", Account = "a", Definition = new() { RequiresApproval = requires } };

        Assert.Equal(expected, CampaignTransitions.After(draft, CampaignAction.Launch));
    }

    [Fact]
    public void In_any_stretch_of_time_no_more_goes_than_its_pace_and_one_unit() =>
        Gen.Select(Gen.Int[1, 5_000], Gen.Bool, Gen.Int[1, 1_000].Array[1, 60]).Sample((amount, perMinute, units) =>
        {
            var pace = new CampaignPace(amount, InSegments: false, perMinute);
            var (clock, now, sent) = (default(PaceClock), 0L, 0L);
            foreach (var wanted in units)
            {
                now += (long)clock.WaitAt(now).TotalMicroseconds;
                var unit = Math.Min(wanted, PaceClock.UnitFor(pace, 1_000));
                Assert.True(sent <= (now / 1e6 * pace.PerSecond) + 1);
                sent += unit;
                clock = clock.After(pace, unit, unit, now);
            }
        });

    [Fact]
    public void However_often_the_pace_is_edited_each_recipient_stands_in_one_unit_and_no_unit_that_has_begun_is_planned_anew() =>
        Gen.Select(Gen.Int[0, 3_500], Gen.Select(Gen.Int[0, 2_000], Gen.Int[0, 8]).Array[0, 20]).Sample((size, edits) =>
        {
            const int Page = 1_000;
            var (progress, begun, batches) = (new CampaignProgress { Campaign = "cmp_1" }, new HashSet<string>(), 0);
            foreach (var (perSecond, begins) in edits.Append((0, int.MaxValue)))
            {
                var pace = perSecond == 0 ? null : new CampaignPace(perSecond, InSegments: false, PerMinute: false);
                progress = progress.WithoutThoseNotBegun(begun);
                do
                {
                    progress = progress.PlanOn(pace, size, Page, () => $"bat_{batches++}");
                }
                while (perSecond == 0 && begins == int.MaxValue && progress.Next < size);
                begun.UnionWith(progress.Planned.Take(begins).Select(static unit => unit.Batch));
            }

            var units = progress.Planned.OrderBy(static unit => unit.From).ToList();
            Assert.Equal(size, units.Sum(static unit => unit.Count));
            Assert.True(begun.SetEquals(units.Select(static unit => unit.Batch)));
            Assert.All(units.Zip(units.Skip(1)), static pair => Assert.Equal(pair.First.From + pair.First.Count, pair.Second.From));
            Assert.All(units, static unit => Assert.Equal(unit.From / Page, (unit.From + unit.Count - 1) / Page));
            Assert.All(units, static unit => Assert.InRange(unit.Count, 1, CampaignPlanning.MaxUnit));
        });

    [Theory]
    [InlineData(9 * 60, 20 * 60, "2026-11-29T08:59:59Z", false, "2026-11-29T09:00:00Z")]
    [InlineData(9 * 60, 20 * 60, "2026-11-29T19:59:59Z", true, "2026-11-29T19:59:59Z")]
    [InlineData(9 * 60, 20 * 60, "2026-11-29T20:00:00Z", false, "2026-11-30T09:00:00Z")]
    [InlineData(22 * 60, 6 * 60, "2026-11-29T05:00:00Z", true, "2026-11-29T05:00:00Z")]
    [InlineData(22 * 60, 6 * 60, "2026-11-29T12:00:30Z", false, "2026-11-29T22:00:00Z")]
    public void A_window_opens_by_its_clock(int from, int to, string at, bool isOpen, string opens)
    {
        var window = new DailyWindow(from, to, "Europe/London");

        Assert.Equal(isOpen, window.IsOpen(Micros(at)));
        Assert.Equal(Micros(opens), window.OpensAt(Micros(at)));
    }

    [Theory]
    [InlineData("Europe/London", WhenPassed.SendNow, "2026-11-29T10:00:00Z")]
    [InlineData("America/New_York", WhenPassed.SendNow, "2026-11-29T15:00:00Z")]
    [InlineData("Asia/Tokyo", WhenPassed.SendNow, "2026-11-29T08:00:00Z")]
    [InlineData("Asia/Tokyo", WhenPassed.NextDay, "2026-11-30T01:00:00Z")]
    [InlineData("Asia/Tokyo", WhenPassed.Skip, null)]
    public void Ten_o_clock_is_ten_o_clock_by_each_recipients_clock(string zone, WhenPassed passed, string? expected)
    {
        var schedule = new CampaignSchedule { LocalMinute = 600, WhenPassed = passed };

        var at = LocalTimes.SendAt(schedule, TimeZoneInfo.FindSystemTimeZoneById(zone), Micros("2026-11-29T08:00:00Z"));

        Assert.Equal(expected is null ? null : Micros(expected), at);
    }

    [Theory]
    [InlineData("2026-03-29", 90, "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25", 90, "2026-10-25T00:30:00Z")]
    public void A_time_that_the_clocks_leave_out_or_show_twice_comes_once(string day, int minute, string expected)
    {
        var schedule = new CampaignSchedule { LocalMinute = minute, LocalDay = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal(Micros(expected), LocalTimes.SendAt(schedule, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"), 0));
    }

    [Fact]
    public void The_winner_has_no_lesser_rate_than_any_other() =>
        Gen.Select(Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000]).List[1, 6].Sample(parts =>
        {
            var variants = parts.Select(static part => new CampaignCounts { Sent = part.Item1, Clicked = Math.Min(part.Item1, part.Item2) }).ToList();
            var winner = variants[WinnerRule.Choose(variants, TestMetric.Clicked)];
            Assert.All(variants, variant => Assert.True(variant.Sent == 0 || (Int128)winner.Clicked * variant.Sent >= (Int128)variant.Clicked * winner.Sent));
        });

    [Fact]
    public void A_link_is_read_as_it_was_written_and_no_other_is() =>
        Gen.Select(Gen.Long[0, LinkToken.MaxPlaces - 1], Gen.Int[0, 15], Gen.Int[5, 13], Gen.Char["0123456789ABCXYZabcxyz"]).Sample((place, link, at, other) =>
        {
            var token = new LinkToken("Ab3xZ", place, link).ToText(Secret);
            Assert.True(LinkToken.TryParse(token, Secret, out var read));
            Assert.Equal(new LinkToken("Ab3xZ", place, link), read);

            var changed = token[..at] + other + token[(at + 1)..];
            Assert.True(changed == token || !LinkToken.TryParse(changed, Secret, out var wrong) || wrong != read);
        });

    [Theory]
    [InlineData("See https://a.example/x, or (http://b.example).", "https://a.example/x|http://b.example")]
    [InlineData("https://a.example", "https://a.example")]
    [InlineData("nothing: https:// http", "")]
    public void Links_are_found_without_the_punctuation_of_the_sentence(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', ShortLinks.Find(text).Select(found => text.Substring(found.Start, found.Length))));

    [Theory]
    [InlineData(false, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", null, false)]
    [InlineData(true, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", null, true)]
    [InlineData(false, "Mozilla/5.0 (compatible; Googlebot/2.1)", null, true)]
    [InlineData(false, "", null, true)]
    [InlineData(false, "Mozilla/5.0 (Linux; Android 15) Chrome/130", "prefetch;prerender", true)]
    public void A_program_that_says_so_is_no_person(bool isHead, string userAgent, string? purpose, bool isBot) =>
        Assert.Equal(isBot, BotRules.IsBot(isHead, userAgent, purpose));

    private static long Micros(string time) => UnixMicros.From(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
}
