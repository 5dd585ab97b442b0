using OrleansSms.Load.Carrier;
using OrleansSms.Load.Clients;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Tests.Staging;

public sealed class LedgerTests
{
    [Fact]
    public void What_never_came_is_lost_and_what_came_again_is_doubled()
    {
        var traffic = new Traffic(new TrafficOptions { Lane = 3, Size = 4, Recipients = 6 });
        var (first, second) = (traffic.Next(), traffic.Next());
        var ledger = new Ledger(traffic);

        Add(ledger, traffic.KeyOf(first, 0), traffic.KeyOf(first, 1), traffic.KeyOf(first, 2), traffic.KeyOf(first, 3));
        Add(ledger, traffic.KeyOf(second, 0), traffic.KeyOf(second, 0), traffic.KeyOf(second, 0), traffic.KeyOf(second, 3));

        Assert.Equal((2, 2), ledger.Judge(new DriveResult(traffic) { Accepted = { first, second } }));
    }

    [Fact]
    public void What_was_not_accepted_is_not_missed()
    {
        var traffic = new Traffic(new TrafficOptions());
        var accepted = traffic.Next();
        traffic.Next();
        var ledger = new Ledger(traffic);

        Add(ledger, traffic.KeyOf(accepted, 0));

        Assert.Equal((0, 0), ledger.Judge(new DriveResult(traffic) { Accepted = { accepted } }));
    }

    [Fact]
    public void What_is_of_another_lane_is_not_entered()
    {
        var (own, other) = (new Traffic(new TrafficOptions { Lane = 0 }), new Traffic(new TrafficOptions { Lane = 1 }));
        own.Next();

        Assert.False(new Ledger(own).TryAdd(Record(other.KeyOf(other.Next(), 0))));
    }

    private static void Add(Ledger ledger, params MessageKey[] messages)
    {
        foreach (var message in messages)
        {
            Assert.True(ledger.TryAdd(Record(message)));
        }
    }

    private static SubmitRecord Record(MessageKey message) => new(message.Request, message.Recipient, DueAt: 0, ReceivedAt: 0);
}
