using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Receipts;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Grains.Carriers;

/// <summary>A receipt whose message is not known yet.</summary>
/// <param name="id">The SMSC's id in the form in which ids are compared.</param>
/// <param name="receipt">What it says.</param>
internal sealed class ParkedReceipt(string id, DeliveryReceipt receipt)
{
    public string Id { get; } = id;

    public DeliveryReceipt Receipt { get; } = receipt;

    /// <summary>The session and the answer that is due; null when it has been answered.</summary>
    public (SmppSession Session, Pdu Response)? Unanswered { get; set; }

    /// <summary>The document that it is kept as; null while it is not.</summary>
    public string? KeptAs { get; set; }

    /// <summary>Since when it waits, in microseconds of the monotonic clock.</summary>
    public long At { get; set; }

    /// <summary>Set when its message was found, or it was given up.</summary>
    public bool IsDone { get; set; }
}

/// <summary>Receipts that wait for their message, in the order in which they came.</summary>
internal sealed class ParkedReceipts
{
    private readonly Dictionary<string, List<ParkedReceipt>> _byId = new(StringComparer.Ordinal);
    private readonly Queue<ParkedReceipt> _order = new();

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    public void Add(ParkedReceipt receipt, long clock)
    {
        if (!_byId.TryGetValue(receipt.Id, out var receipts))
        {
            receipts = [];
            _byId.Add(receipt.Id, receipts);
        }

        receipts.Add(receipt);
        receipt.At = clock;
        Count++;
        _order.Enqueue(receipt);
    }

    /// <summary>Those that wait for a message of this id.</summary>
    public ParkedReceipt[] Of(string id) => Count > 0 && _byId.TryGetValue(id, out var receipts) ? [.. receipts] : [];

    /// <summary>One waits no longer, if it did.</summary>
    public void Remove(ParkedReceipt receipt)
    {
        receipt.IsDone = true;
        if (_byId.TryGetValue(receipt.Id, out var receipts) && receipts.Remove(receipt))
        {
            Count--;
            if (receipts.Count == 0)
            {
                _byId.Remove(receipt.Id);
            }
        }
    }

    /// <summary>The one that has waited longest; null when none waits.</summary>
    public ParkedReceipt? Oldest()
    {
        while (_order.TryPeek(out var oldest))
        {
            if (!oldest.IsDone)
            {
                return oldest;
            }

            _order.Dequeue();
        }

        return null;
    }
}
