namespace OrleansSms.Simulator;

/// <summary>What the carrier has counted since it was made.</summary>
public sealed class SimulatorCounters
{
    private long _submits;
    private long _accepted;
    private long _refused;
    private long _deliversSent;
    private long _deliversTaken;
    private long _deliversDropped;

    /// <summary>submit_sm, submit_multi and data_sm received.</summary>
    public long Submits => Volatile.Read(ref _submits);

    /// <summary>Those that were answered with ESME_ROK.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Those that were answered with anything else.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>deliver_sm sent, repeated ones included.</summary>
    public long DeliversSent => Volatile.Read(ref _deliversSent);

    /// <summary>deliver_sm that the ESME answered with ESME_ROK.</summary>
    public long DeliversTaken => Volatile.Read(ref _deliversTaken);

    /// <summary>deliver_sm that the ESME refused for good, or too often.</summary>
    public long DeliversDropped => Volatile.Read(ref _deliversDropped);

    internal void CountSubmit(bool accepted)
    {
        Interlocked.Increment(ref _submits);
        Interlocked.Increment(ref accepted ? ref _accepted : ref _refused);
    }

    internal void CountDeliverSent() => Interlocked.Increment(ref _deliversSent);

    internal void CountDeliverTaken() => Interlocked.Increment(ref _deliversTaken);

    internal void CountDeliverDropped() => Interlocked.Increment(ref _deliversDropped);
}
