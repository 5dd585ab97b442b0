using OrleansSms.Load.Carrier;
using OrleansSms.Load.Clients;
using OrleansSms.Load.Offering;

namespace OrleansSms.Load.Staging;

/// <summary>How often each message of some traffic was at the carrier: a byte each.</summary>
internal sealed class Ledger(Traffic traffic)
{
    private byte[] _copies = new byte[4096];

    /// <summary>False when the message is not of this traffic.</summary>
    public bool TryAdd(in SubmitRecord record)
    {
        if (traffic.PlaceOf(record.Key) is not { } place)
        {
            return false;
        }

        if (place >= _copies.Length)
        {
            Array.Resize(ref _copies, (int)Math.Min(Array.MaxLength, Math.Max(place + 1, _copies.Length * 2L)));
        }

        _copies[place] = (byte)Math.Min(byte.MaxValue, _copies[place] + 1);
        return true;
    }

    /// <summary>Of what was accepted: what never came, and copies beyond the first.</summary>
    public (long Lost, long Doubled) Judge(DriveResult drive)
    {
        var (lost, doubled) = (0L, 0L);
        foreach (var request in drive.Accepted)
        {
            for (var row = 0; row < traffic.Size; row++)
            {
                var place = traffic.PlaceOf(traffic.KeyOf(request, row))!.Value;
                var copies = place < _copies.Length ? _copies[place] : 0;
                lost += copies == 0 ? 1 : 0;
                doubled += Math.Max(0, copies - 1);
            }
        }

        return (lost, doubled);
    }
}
