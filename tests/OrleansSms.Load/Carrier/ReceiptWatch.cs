using OrleansSms.Simulator;

namespace OrleansSms.Load.Carrier;

/// <summary>When a receipt was answered last, as exact as its timer.</summary>
internal sealed class ReceiptWatch : IDisposable
{
    private readonly CarrierSimulator _carrier;
    private readonly Timer _timer;
    private long _taken;
    private long _lastAt;

    public ReceiptWatch(CarrierSimulator carrier, TimeSpan resolution)
    {
        _carrier = carrier;
        _timer = new Timer(_ => Look(), null, resolution, resolution);
    }

    public long LastAt => Volatile.Read(ref _lastAt);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var taken = _carrier.Counters.DeliversTaken;
        if (Interlocked.Exchange(ref _taken, taken) != taken)
        {
            Volatile.Write(ref _lastAt, Clock.Micros);
        }
    }
}
