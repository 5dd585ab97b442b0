using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Compliance;

/// <summary>Weeks over all zones, with a daylight-saving change in them: what is held goes when it may, and nothing ever goes when it may not.</summary>
public sealed class SimulatedWeekTests
{
    private const int Recipients = 10_000;
    private const long Minute = 60 * UnixMicros.PerSecond;

    private static readonly AccountPolicy Policy = Sample.Policy with { Caps = [new FrequencyCap(3, 86_400), new FrequencyCap(10, 7 * 86_400)] };

    /// <summary>Numbers of many countries and of every area code that has a state.</summary>
    private static readonly long[] Beginnings =
    [
        1212555, 1305555, 1205555, 1504555, 1601555, 1401555, 1972555, 1808555, 1907555, 1702555, 1415555, 1312555, 1502555, 1860555, 1416555, 1709555,
        4477009, 3531234, 4915123, 3161234, 3361234, 3461234, 3931234, 9198765, 9715012, 6141234, 6421234, 5511999, 7999123, 8190123, 8613800, 2348012,
        2782123, 9647701, 9779841, 6281234, 5491123, 5256123, 2010012, 9665012,
    ];

    /// <summary>Every zone that there is, as contacts may say that they are in it.</summary>
    private static readonly string[] Zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(static zone => zone.Id).Where(static id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("2026-03-05T00:00:00Z")] // America springs forward on 8 March
    [InlineData("2026-03-26T00:00:00Z")] // Europe on 29 March
    [InlineData("2026-10-22T00:00:00Z")] // Europe falls back on 25 October
    [InlineData("2026-10-29T00:00:00Z")] // America on 1 November
    public void No_message_of_a_week_goes_outside_the_hours_or_over_a_cap(string begin)
    {
        var random = new Random(7);
        var people = Enumerable.Range(0, Recipients).Select(i => i % 2 == 0 ? NewPerson(i / 2, null) : NewPerson(i / 2, Zones[i / 2 % Zones.Length])).ToArray();
        var due = new PriorityQueue<(Person Person, DecisionRequest Request), long>();
        var start = Sample.At(begin);
        foreach (var person in people)
        {
            for (var i = 0; i < 4; i++)
            {
                var at = start + random.NextInt64(7 * 24 * 60) * Minute;
                due.Enqueue((person, new DecisionRequest(Sample.NextId(), person.Number, MessageCategory.Marketing, "Shop", null, 1, i, at)), at);
            }
        }

        var held = 0;
        while (due.TryDequeue(out var next, out var at))
        {
            var request = next.Request with { At = at };
            var decision = next.Person.Recipient.Decide(Policy, in request, ComplianceData.Shipped, epoch: 1);
            if (decision.Kind == DecisionKind.Send)
            {
                next.Person.Send(at, decision.ValidUntil);
            }
            else
            {
                Assert.Equal(DecisionKind.Hold, decision.Kind);
                Assert.True(decision.HeldUntil > at, "A held message has to wait.");
                held++;
                due.Enqueue((next.Person, request), decision.HeldUntil);
            }
        }

        Assert.True(Zones.Length > 300, "These are not all zones.");
        Assert.True(held > Recipients / 2, "Nights hold many.");
        Assert.All(people, static person => Assert.Equal(4, person.Sent.Count));
        Assert.All(people, static person => Assert.True(person.KeepsTo(3, 24 * 60 * Minute) && person.KeepsTo(10, 7 * 24 * 60 * Minute)));
    }

    /// <summary>Numbers of a zone are all of one country, so that there are not too many places to think about.</summary>
    private static Person NewPerson(int index, string? zone)
    {
        var beginning = Beginnings[(zone is null ? index : index % Zones.Length) % Beginnings.Length];
        return new Person(new Msisdn((beginning * 10_000) + (index / Beginnings.Length) + (zone is null ? 0 : 5_000)), zone is null ? null : new RecipientPlace(zone, null, null, 1));
    }

    private sealed class Person
    {
        private readonly RecipientPlace? _place;

        public Person(Msisdn number, RecipientPlace? place)
        {
            (Number, _place) = (number, place);
            Recipient = new Recipient(new RecipientState { Place = place });
            Recipient.SetLog(Sample.Account, new SendLog(FrequencyCap.MaxSeconds));
        }

        public Msisdn Number { get; }

        public Recipient Recipient { get; }

        public List<long> Sent { get; } = [];

        /// <summary>The wall clock of every zone that the person may be in says that it may, now and until the lease ends.</summary>
        public void Send(long at, long until)
        {
            Sent.Add(at);
            var site = Sample.SiteOf(Number, _place);
            Assert.True(until > at);
            Assert.True(site.IsAllowed(at, null), $"{Number} at {UnixMicros.ToTime(at)}");
            Assert.True(site.IsAllowed(until - 1, null), $"{Number} until {UnixMicros.ToTime(until)}");
            if (_place?.Zone is { } zone)
            {
                // No place of the file begins before seven or ends after ten.
                Assert.InRange(TimeZoneInfo.ConvertTime(UnixMicros.ToTime(at), TimeZoneInfo.FindSystemTimeZoneById(zone)).Hour, 7, 21);
            }
        }

        public bool KeepsTo(int count, long window)
        {
            for (var i = count; i < Sent.Count; i++)
            {
                if (Sent[i] - Sent[i - count] < window)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
