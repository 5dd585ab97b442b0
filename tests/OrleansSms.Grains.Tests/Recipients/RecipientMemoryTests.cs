using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Recipients;

namespace OrleansSms.Grains.Tests.Recipients;

public sealed class RecipientMemoryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecipientMemory _memory;

    public RecipientMemoryTests() => _memory = new RecipientMemory(_time);

    [Fact]
    public void A_recipient_that_is_asked_for_stays_and_one_that_is_not_is_forgotten()
    {
        var asked = _memory.Add(Number(0), null);
        _memory.Add(Number(1), null);
        for (var generation = 0; generation < 3; generation++)
        {
            Assert.Same(asked, _memory.Find(Number(0)));
            AddMany(generation, RecipientMemory.GenerationSize);
        }

        Assert.Same(asked, _memory.Find(Number(0)));
        Assert.Null(_memory.Find(Number(1)));
    }

    [Fact]
    public void Nobody_with_messages_is_forgotten_before_a_reservation_can_be_durable_however_many_come()
    {
        var fresh = AddWithMessages(0);
        AddMany(0, 5 * RecipientMemory.GenerationSize);
        Assert.Same(fresh, _memory.Find(Number(0)));

        _time.Advance(RecipientMemory.ReservationAge);
        AddMany(1, 3 * RecipientMemory.GenerationSize);

        Assert.Null(_memory.Find(Number(0)));
    }

    [Fact]
    public void All_that_have_messages_stay_where_they_are_more_than_a_generation()
    {
        var many = 4 * RecipientMemory.GenerationSize;
        for (var i = 0; i < many; i++)
        {
            AddWithMessages(i);
        }

        Assert.All(Enumerable.Range(0, many), i => Assert.NotNull(_memory.Find(Number(i))));
    }

    [Fact]
    public void What_is_known_of_a_recipient_is_kept_with_it()
    {
        var state = new RecipientState { OptOuts = [new OptOut("a", 1, "msg", "STOP")] };

        Assert.Same(state, _memory.Add(Number(0), state).State);
        Assert.Same(RecipientState.Default, _memory.Add(Number(1), null).State);
    }

    private Recipient AddWithMessages(int index)
    {
        var recipient = _memory.Add(Number(index), null);
        recipient.SetLog("a", new SendLog(FrequencyCap.MaxSeconds));
        return recipient;
    }

    private void AddMany(int block, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _memory.Add(Number(1_000 + (block * 100_000) + i), null);
        }
    }

    private static Msisdn Number(int index) => new(447700900000 + index);
}
