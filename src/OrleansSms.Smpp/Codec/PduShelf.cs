using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Codec;

/// <summary>PDUs of one kind that were given back. One thread takes, any may put; neither waits for the other.</summary>
internal sealed class PduShelf
{
    private Pdu? _taking;
    private Pdu? _put;

    /// <summary>Takes one; null when there is none.</summary>
    public Pdu? Take()
    {
        if (_taking is null && Volatile.Read(ref _put) is not null)
        {
            // All at once: taking them one by one could meet one that was taken and put back meanwhile.
            _taking = Interlocked.Exchange(ref _put, null);
        }

        var pdu = _taking;
        if (pdu is not null)
        {
            _taking = pdu.Next;
            pdu.Next = null;
        }

        return pdu;
    }

    public void Put(Pdu pdu)
    {
        Pdu? first;
        do
        {
            first = Volatile.Read(ref _put);
            pdu.Next = first;
            pdu.Behind = first is null ? 0 : first.Behind + 1;
            if (pdu.Behind >= PduPool.MostOfKind)
            {
                pdu.Next = null;
                return;
            }
        }
        while (Interlocked.CompareExchange(ref _put, pdu, first) != first);
    }
}
