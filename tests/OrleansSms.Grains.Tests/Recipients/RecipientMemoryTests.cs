using Microsoft.Extensions.Time.Testing;
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
            _time.Advance(RecipientMemory.GenerationAge);
            AddMany(generation, RecipientMemory.GenerationSize);
        }

        Assert.Same(asked, _memory.Find(Number(0)));
        Assert.Null(_memory.Find(Number(1)));
    }

    [Fact]
    public void Nobody_is_forgotten_before_a_reservation_can_be_durable_however_many_come()
    {
        var fresh = _memory.Add(Number(0), null);

        AddMany(0, 3 * RecipientMemory.GenerationSize);

        Assert.Same(fresh, _memory.Find(Number(0)));
    }

    [Fact]
    public void What_is_known_of_a_recipient_is_kept_with_it()
    {
        var state = new RecipientState { OptOuts = [new OptOut("a", 1, "msg", "STOP")] };

        Assert.Same(state, _memory.Add(Number(0), state).State);
        Assert.Same(RecipientState.Default, _memory.Add(Number(1), null).State);
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
