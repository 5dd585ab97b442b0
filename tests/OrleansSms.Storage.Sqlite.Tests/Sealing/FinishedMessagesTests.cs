using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Sealing;

namespace OrleansSms.Storage.Sqlite.Tests.Sealing;

public sealed class FinishedMessagesTests
{
    private readonly Samples _samples = new(new FakeTimeProvider());
    private readonly FinishedMessages _finished = new();

    [Fact]
    public void A_run_is_in_the_order_of_keys_and_what_ends_meanwhile_waits_for_the_next()
    {
        var messages = Enumerable.Range(0, 5).Select(_ => New()).ToArray();
        _finished.Add(messages[3]);
        _finished.Add(messages[1]);
        Assert.Equal((2, 2, 0), (_finished.Count, _finished.Gathering, _finished.Left));

        _finished.BeginRun();
        _finished.Add(messages[0]);

        Assert.Equal([messages[1], messages[3]], TakeAll());
        Assert.Equal((1, 1, 0), (_finished.Count, _finished.Gathering, _finished.Left));
    }

    [Fact]
    public void A_run_takes_up_what_is_left_of_the_last()
    {
        var messages = Enumerable.Range(0, 4).Select(_ => New()).ToArray();
        _finished.Add(messages[0]);
        _finished.Add(messages[3]);
        _finished.BeginRun();
        Assert.Same(messages[0], _finished.Take());
        _finished.Add(messages[2]);

        _finished.BeginRun();

        Assert.Equal([messages[2], messages[3]], TakeAll());
    }

    private List<RecentMessage> TakeAll()
    {
        var taken = new List<RecentMessage>();
        while (_finished.Left > 0)
        {
            taken.Add(_finished.Take());
        }

        return taken;
    }

    private RecentMessage New()
    {
        var message = _samples.Message();
        return new RecentMessage(message, 1, new RecentState { Status = MessageStatus.Delivered });
    }
}
