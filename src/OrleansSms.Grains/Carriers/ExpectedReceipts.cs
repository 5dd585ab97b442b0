using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>What a receipt is for.</summary>
/// <param name="Message">The message.</param>
/// <param name="Segment">Its segment; -1 = the whole message: one submit_sm that the SMSC split.</param>
/// <param name="Bit">The bits of its segments.</param>
/// <param name="CreatedAt">When the message was accepted, in Unix microseconds.</param>
internal readonly record struct ExpectedReceipt(MessageId Message, int Segment, long Bit, long CreatedAt)
{
    public static ExpectedReceipt Of(OpenReceipt row) =>
        new(row.Message, row.Key.Segment, BitOf(row), row.Message.Value.CreatedAt.ToUnixTimeMilliseconds() * 1_000);

    private static long BitOf(OpenReceipt row) => row.Key.Segment < 0 ? (1L << row.Segments) - 1 : 1L << row.Key.Segment;
}

/// <summary>
/// The receipts that a bind expects for what it sent, by the SMSC's id. One that has come stays known for a while, so that one that comes twice finds its message; the
/// oldest make room.
/// </summary>
/// <param name="capacity">Most receipts expected.</param>
internal sealed class ExpectedReceipts(int capacity)
{
    /// <summary>Receipts that have come and stay known: a carrier that repeats one does so within seconds.</summary>
    private const int Settled = 10_000;

    private readonly Dictionary<string, ExpectedReceipt> _expected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExpectedReceipt> _settled = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Queue<string> _settledOrder = new();

    /// <summary>How many have not come.</summary>
    public int Count => _expected.Count;

    /// <summary>A receipt is expected. Where the SMSC gives the same id again, it means the newer message.</summary>
    public void Add(string id, in ExpectedReceipt expected)
    {
        if (!_expected.TryAdd(id, expected))
        {
            _expected[id] = expected;
            return;
        }

        _order.Enqueue(id);
        if (_order.Count > capacity)
        {
            _expected.Remove(_order.Dequeue());
        }
    }

    public bool TryGet(string id, out ExpectedReceipt expected) => _expected.TryGetValue(id, out expected) || _settled.TryGetValue(id, out expected);

    /// <summary>The last receipt for this id has come.</summary>
    public void Settle(string id)
    {
        if (!_expected.Remove(id, out var expected))
        {
            return;
        }

        if (_settled.TryAdd(id, expected))
        {
            _settledOrder.Enqueue(id);
        }
        else
        {
            _settled[id] = expected;
        }

        if (_settledOrder.Count > Settled)
        {
            _settled.Remove(_settledOrder.Dequeue());
        }

        // Receipts come about in the order of what was sent.
        while (_order.TryPeek(out var oldest) && !_expected.ContainsKey(oldest))
        {
            _order.Dequeue();
        }
    }
}
