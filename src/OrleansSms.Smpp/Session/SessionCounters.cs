namespace OrleansSms.Smpp.Session;

/// <summary>What a session has counted since it began. Each is exact; together they are no snapshot.</summary>
public sealed class SessionCounters
{
    private long _pdusReceived;
    private long _pdusSent;
    private long _unmatchedResponses;
    private long _wrongTypeResponses;
    private long _malformed;
    private long _ignored;

    /// <summary>PDUs decoded.</summary>
    public long PdusReceived => Volatile.Read(ref _pdusReceived);

    /// <summary>PDUs written to the output.</summary>
    public long PdusSent => Volatile.Read(ref _pdusSent);

    /// <summary>Responses without an open request: late, repeated, or with a wrong sequence number. They are ignored.</summary>
    public long UnmatchedResponses => Volatile.Read(ref _unmatchedResponses);

    /// <summary>Responses of another command than the request with their sequence number. They are ignored.</summary>
    public long WrongTypeResponses => Volatile.Read(ref _wrongTypeResponses);

    /// <summary>PDUs that could not be decoded, unknown commands included.</summary>
    public long Malformed => Volatile.Read(ref _malformed);

    /// <summary>Requests without a response that came when they may not: outbind, alert_notification.</summary>
    public long Ignored => Volatile.Read(ref _ignored);

    internal void CountReceived() => _pdusReceived++;

    internal void CountSent() => Interlocked.Increment(ref _pdusSent);

    internal void CountUnmatchedResponse() => _unmatchedResponses++;

    internal void CountWrongTypeResponse() => _wrongTypeResponses++;

    internal void CountMalformed() => _malformed++;

    internal void CountIgnored() => _ignored++;
}
