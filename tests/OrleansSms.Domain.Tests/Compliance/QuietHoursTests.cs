using CsCheck;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Hours;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Compliance;

public sealed class QuietHoursTests
{
    private const long Second = UnixMicros.PerSecond;

    /// <summary>The table as the rules' own documentation has it: first and last hour of weekday, Saturday, Sunday and holiday; 0–0 = none.</summary>
    [Theory]
    [InlineData("US", "8-21 8-21 8-21 8-21")]
    [InlineData("US-FL", "8-20 8-20 8-20 8-20")]
    [InlineData("US-OK", "8-20 8-20 8-20 8-20")]
    [InlineData("US-MD", "8-20 8-20 8-20 8-20")]
    [InlineData("US-MA", "8-20 8-20 8-20 8-20")]
    [InlineData("US-NJ", "8-20 8-20 8-20 8-20")]
    [InlineData("US-WA", "8-20 8-20 8-20 8-20")]
    [InlineData("US-AL", "8-20 8-20 0-0 0-0")]
    [InlineData("US-LA", "8-20 8-20 0-0 0-0")]
    [InlineData("US-MS", "8-20 8-20 0-0 8-20")]
    [InlineData("US-CT", "9-20 9-20 9-20 9-20")]
    [InlineData("US-NV", "9-20 9-20 9-20 9-20")]
    [InlineData("US-MI", "9-21 9-21 9-21 9-21")]
    [InlineData("US-MN", "9-21 9-21 9-21 9-21")]
    [InlineData("US-NM", "9-21 9-21 9-21 9-21")]
    [InlineData("US-IL", "9-21 9-21 9-21 9-21")]
    [InlineData("US-CA", "9-21 9-21 9-21 9-21")]
    [InlineData("US-KY", "10-21 10-21 10-21 10-21")]
    [InlineData("US-RI", "9-18 10-17 10-17 9-18")]
    [InlineData("US-TX", "9-21 9-21 12-21 9-21")]
    [InlineData("FR", "8-22 8-22 0-0 0-0")]
    [InlineData("IN", "10-21 10-21 10-21 10-21")]
    [InlineData("AE", "7-21 7-21 7-21 7-21")]
    [InlineData("GB", "8-21 8-21 8-21 8-21")]
    [InlineData("IE", "8-21 8-21 8-21 8-21")]
    [InlineData("DE", "8-21 8-21 8-21 8-21")]
    [InlineData("NL", "8-21 8-21 8-21 8-21")]
    [InlineData("AU", "8-21 8-21 8-21 8-21")]
    [InlineData("NZ", "8-21 8-21 8-21 8-21")]
    [InlineData("CA", "8-21 8-21 8-21 8-21")]
    [InlineData("BR", "8-21 8-21 8-21 8-21")]
    public void Every_jurisdiction_has_the_hours_of_the_table(string jurisdiction, string hours)
    {
        var parts = jurisdiction.Split('-');
        var rules = ComplianceData.Shipped.Sites.Hours.Find(parts[0], parts.Length > 1 ? parts[1] : null);

        // A Wednesday, a Saturday, a Sunday, and Christmas Day, which is a Friday.
        DateTimeOffset[] days = [Day(2026, 6, 10), Day(2026, 6, 13), Day(2026, 6, 14), Day(2026, 12, 25)];
        var seen = days.Select(day => Enumerable.Range(0, 96).Where(quarter => rules.Allow(day.AddMinutes(quarter * 15))).ToArray());

        Assert.Equal(hours, string.Join(' ', seen.Select(quarters => quarters.Length == 0 ? "0-0" : $"{quarters[0] / 4}-{(quarters[^1] / 4) + 1}")));
    }

    [Theory]
    [InlineData(12125550123, "US-NY", ZoneSource.AreaCode, "America/New_York")]
    [InlineData(13055550123, "US-FL", ZoneSource.AreaCode, "America/New_York")]
    [InlineData(18085550123, "US-HI", ZoneSource.AreaCode, "Pacific/Honolulu")]
    [InlineData(14165550123, "CA", ZoneSource.AreaCode, "America/Toronto")]
    [InlineData(447700900123, "GB", ZoneSource.Country, "Europe/London")]
    [InlineData(33612345678, "FR", ZoneSource.Country, "Europe/Paris")]
    [InlineData(919876543210, "IN", ZoneSource.Country, "Asia/Calcutta")]
    [InlineData(551199999999, "*", ZoneSource.AreaCode, "America/Sao_Paulo")]
    public void A_number_tells_a_jurisdiction_and_a_zone(long number, string jurisdiction, ZoneSource source, string zone)
    {
        var site = Sample.SiteOf(new Msisdn(number));

        Assert.Equal(jurisdiction, site.Jurisdiction.StartsWith("US", StringComparison.Ordinal) ? StateOf(number) : site.Jurisdiction);
        Assert.Contains(zone, site.Zones.Select(it => it.Id));
        Assert.True(source == site.Source || site.Zones.Count > 1, $"{site.Source}");
    }

    [Fact]
    public void The_contacts_zone_goes_before_the_postal_code_and_that_before_the_area_code()
    {
        var byArea = Sample.SiteOf(Sample.Miami);
        var byPostal = Sample.SiteOf(Sample.Miami, new RecipientPlace(null, null, "90210", 1));
        var byContact = Sample.SiteOf(Sample.Miami, new RecipientPlace("America/Denver", null, "90210", 1));
        var unknown = Sample.SiteOf(Sample.Miami, new RecipientPlace("Mars/Olympus", null, "00000", 1));

        Assert.Equal((ZoneSource.AreaCode, "US-FL", "America/New_York"), (byArea.Source, byArea.Jurisdiction, byArea.Zones[0].Id));
        Assert.Equal((ZoneSource.PostalCode, "US-CA", "America/Los_Angeles"), (byPostal.Source, byPostal.Jurisdiction, byPostal.Zones[0].Id));
        Assert.Equal((ZoneSource.Contact, "US-CA", "America/Denver"), (byContact.Source, byContact.Jurisdiction, byContact.Zones[0].Id));
        Assert.Equal(ZoneSource.AreaCode, unknown.Source);
    }

    [Fact]
    public void Where_only_the_country_is_known_it_must_be_allowed_in_all_of_its_zones()
    {
        var site = Sample.SiteOf(new Msisdn(79991234567));

        Assert.True(site.Zones.Count > 5);
        Gen.Int[0, 7 * 96].Sample(quarter =>
        {
            var at = Sample.At("2026-06-08T00:00:00Z") + (quarter * 900 * Second);
            var local = site.Zones.Select(zone => TimeZoneInfo.ConvertTime(UnixMicros.ToTime(at), zone).Hour);
            Assert.Equal(local.All(hour => hour is >= 8 and < 21), site.OutlookAt(at, null).IsOpen);
        });
    }

    [Fact]
    public void A_held_message_goes_in_the_first_allowed_half_hour_and_not_all_in_the_same_second()
    {
        var held = Enumerable.Range(0, 1_000).Select(_ => Sample.Decide(Sample.Policy, Sample.Request(Sample.London, "2026-06-10T22:00:00Z")).HeldUntil).ToArray();
        var opens = Sample.At("2026-06-11T07:00:00Z");

        Assert.All(held, at => Assert.InRange(at, opens, opens + (1_800 * Second)));
        Assert.All(held.CountBy(at => (at - opens) / (60 * Second)), minute => Assert.InRange(minute.Value, 1, 100));
    }

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", 90)] // London's clocks go from 01:00 to 02:00 that morning
    [InlineData("2026-10-25T00:30:00Z", 90)] // and there from 02:00 back to 01:00
    public void Hours_in_the_gap_and_the_overlap_of_daylight_saving_are_those_of_the_clock_on_the_wall(string from, int minutes)
    {
        var own = new DayHours(75, 120);
        var site = Sample.SiteOf(Sample.London);
        var rules = new Site("GB", Always(), site.Zones, site.Source, CostlyRange.None, "");
        for (var minute = 0; minute <= minutes; minute++)
        {
            var at = Sample.At(from) + (minute * 60 * Second);
            var local = TimeZoneInfo.ConvertTime(UnixMicros.ToTime(at), site.Zones[0]);
            var wall = (local.Hour * 60) + local.Minute;

            Assert.Equal(wall is >= 75 and < 120, rules.OutlookAt(at, own).IsOpen);
        }
    }

    [Fact]
    public void Hours_over_midnight_belong_to_the_day_on_which_they_begin()
    {
        var night = new DayHours(22 * 60, 2 * 60);
        DayHours[] week = [DayHours.None, DayHours.None, DayHours.None, night, DayHours.None, DayHours.None, DayHours.None];
        var rules = new JurisdictionRules("X", "test", week, null, null, false, []);

        Assert.True(rules.Allow(Day(2026, 6, 10).AddHours(23)));
        Assert.True(rules.Allow(Day(2026, 6, 11).AddHours(1)));
        Assert.False(rules.Allow(Day(2026, 6, 11).AddHours(2)));
        Assert.False(rules.Allow(Day(2026, 6, 10).AddHours(1)));
    }

    [Fact]
    public void An_accounts_own_hours_only_make_it_stricter()
    {
        var policy = Sample.Policy with { SendingHours = new DayHours(6 * 60, 12 * 60) };

        Assert.Equal(Reasons.QuietHours, Sample.Decide(policy, Sample.Request(Sample.London, "2026-06-10T05:30:00Z")).Reason);
        Assert.Null(Sample.Decide(policy, Sample.Request(Sample.London, "2026-06-10T10:30:00Z")).Reason);
        var held = Sample.Decide(policy, Sample.Request(Sample.London, "2026-06-10T11:30:00Z"));
        Assert.InRange(held.HeldUntil, Sample.At("2026-06-11T07:00:00Z"), Sample.At("2026-06-11T07:30:00Z"));
    }

    [Fact]
    public void Hours_that_never_come_suppress()
    {
        var policy = Sample.Policy with { SendingHours = new DayHours(0, 60) };

        Assert.Equal((DecisionKind.Suppress, Reasons.QuietHours), Kind(Sample.Decide(policy, Sample.Request(Sample.London, "2026-06-10T12:00:00Z"))));
    }

    [Theory]
    [InlineData("2026-07-03", true)] // Independence Day is a Saturday, kept on Friday too
    [InlineData("2026-07-04", true)]
    [InlineData("2026-11-26", true)]
    [InlineData("2026-05-25", true)]
    [InlineData("2026-02-17", true)] // Mardi Gras
    [InlineData("2026-04-03", true)] // Good Friday
    [InlineData("2027-12-31", true)] // New Year's Day 2028 is a Saturday
    [InlineData("2026-11-27", false)]
    public void Louisiana_has_no_hours_on_its_holidays(string day, bool holiday)
    {
        var rules = ComplianceData.Shipped.Sites.Hours.Find("US", "LA");

        Assert.Equal(!holiday, rules.Allow(DateTimeOffset.Parse(day + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("\"days\":\"mon-fri\"", "\"days\":\"weekdays\"", "weekdays")]
    [InlineData("\"from\":\"08:00\"", "\"from\":\"08:07\"", "08:07")]
    [InlineData("\"jurisdiction\":\"*\"", "\"jurisdiction\":\"GB\"", "'*'")]
    public void A_file_that_cannot_be_used_says_what_would_be_right(string right, string wrong, string named)
    {
        var json = """
            {"version":"1","notice":"","rows":[{"jurisdiction":"*","days":"mon-fri","from":"08:00","to":"20:00","holidays":"same","category":"marketing",
            "action":"hold","source":"","verified_on":"2026-01-01"}]}
            """;
        QuietHoursTable.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)));

        var error = Assert.Throws<InvalidDataException>(() => QuietHoursTable.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json.Replace(right, wrong, StringComparison.Ordinal)))));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private static (DecisionKind Kind, string? Reason) Kind(Decision decision) => (decision.Kind, decision.Reason);

    private static JurisdictionRules Always() => new("X", "test", [.. Enumerable.Repeat(new DayHours(0, 1_440), 7)], null, null, false, []);

    private static string StateOf(long number)
    {
        var area = ComplianceData.Shipped.Sites.Plan.Find(new Msisdn(number));
        return $"{area.Country}-{area.State}";
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
