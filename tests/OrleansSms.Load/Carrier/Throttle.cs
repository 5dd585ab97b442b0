namespace OrleansSms.Load.Carrier;

/// <summary>So many submit_sm in each second of the clock that began with the first; those above are refused. As SMSCs do it: no credit, no queue.</summary>
internal sealed class Throttle
{
    private const long Second = 1_000_000;

    private long? _since;
    private int _taken;

    /// <summary>0 = no limit.</summary>
    public int PerSecond { get; set; }

    public bool Takes(long nowMicros)
    {
        if (PerSecond == 0)
        {
            return true;
        }

        if (_since is not { } since || nowMicros - since >= Second)
        {
            _since = nowMicros - ((nowMicros - (_since ?? nowMicros)) % Second);
            _taken = 0;
        }

        return _taken++ < PerSecond;
    }
}
