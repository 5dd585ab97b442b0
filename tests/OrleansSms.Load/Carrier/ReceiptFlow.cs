namespace OrleansSms.Load.Carrier;

/// <summary>The receipts of one session: those on the wire, within a window, and those that wait for room in it.</summary>
internal sealed class ReceiptFlow
{
    /// <summary>Receipts on the wire; as SMSCs commonly allow. A power of two: a sequence number names its place.</summary>
    private const int Window = 1_024;

    private readonly Receipt?[] _sent = new Receipt?[Window];
    private readonly Queue<Receipt> _waiting = new();
    private uint _sequence;

    public void Add(in Receipt receipt) => _waiting.Enqueue(receipt);

    /// <summary>The next to send; false when nothing waits or the window is full.</summary>
    public bool TryNext(out uint sequence, out Receipt receipt)
    {
        var next = (_sequence & 0x7FFFFFFF) + 1;
        (sequence, receipt) = (next, default);
        if (_sent[next % Window] is not null || !_waiting.TryDequeue(out receipt))
        {
            return false;
        }

        _sequence = next;
        _sent[next % Window] = receipt;
        return true;
    }

    /// <summary>The gateway has answered. A refused receipt waits again. False when there is none of that number.</summary>
    public bool TrySettle(uint sequence, bool taken)
    {
        if (_sent[sequence % Window] is not { } receipt)
        {
            return false;
        }

        _sent[sequence % Window] = null;
        if (!taken)
        {
            _waiting.Enqueue(receipt);
        }

        return true;
    }

    /// <summary>What the gateway has not answered: another session delivers it.</summary>
    public IEnumerable<Receipt> Left() => [.. _sent.OfType<Receipt>(), .. _waiting];
}
