namespace OrleansSms.Smpp.Session;

/// <summary>
/// When things are due on a session (SMPP 3.4 §7.2). Pure: every time is an argument, a timestamp of the TimeProvider. While this side
/// does not read, because its handler is busy, the peer's silence means nothing and no timer runs. Not thread-safe.
/// </summary>
internal sealed class SessionTimers
{
    private readonly long _second;
    private readonly long _sessionInit;
    private readonly long _pduRead;
    private readonly long _enquireLink;
    private readonly long _response;
    private readonly long _submitResponse;
    private readonly long _inactivity;
    private readonly long _startedAt;
    private long _receivedAt;
    private long? _partialSince;
    private long? _enquiredAt;
    private long? _pausedAt;
    private long _sweepFrom = long.MinValue;

    public SessionTimers(SmppSessionOptions options, long timestampsPerSecond, long now)
    {
        _second = timestampsPerSecond;
        _sessionInit = Ticks(options.SessionInitTimeout);
        _pduRead = Ticks(options.PduReadTimeout);
        _enquireLink = Ticks(options.EnquireLinkInterval);
        _response = Ticks(options.ResponseTimeout);
        _submitResponse = Ticks(options.SubmitResponseTimeout);
        _inactivity = Ticks(options.InactivityTimeout);
        _startedAt = now;
        _receivedAt = now;
        Tick = TickOf(options);
    }

    /// <summary>How often to ask <see cref="Check"/>: at most each second, so a timeout is at most a second late.</summary>
    public TimeSpan Tick { get; }

    /// <summary>Octets came: the peer is alive.</summary>
    public void Received(long now)
    {
        _receivedAt = now;
        _enquiredAt = null;
    }

    /// <summary>What came was decoded.</summary>
    /// <param name="now">The time.</param>
    /// <param name="whole">It ended at least one PDU.</param>
    /// <param name="partial">It ends within a PDU.</param>
    public void Framed(long now, bool whole, bool partial) => _partialSince = !partial ? null : whole ? now : _partialSince ?? now;

    public void EnquireLinkSent(long now) => _enquiredAt = now;

    /// <summary>This side stops reading.</summary>
    public void Pause(long now) => _pausedAt ??= now;

    /// <summary>This side reads again; after a long pause, responses that already lie in the socket get a second to be read.</summary>
    public void Resume(long now)
    {
        if (_pausedAt is not { } pausedAt)
        {
            return;
        }

        _sweepFrom = now - pausedAt > _second ? now + _second : _sweepFrom;
        _pausedAt = null;
        _receivedAt = now;
        _partialSince = _partialSince is null ? null : now;
        _enquiredAt = _enquiredAt is null ? null : now;
    }

    /// <summary>Whether response timeouts may be looked for now, and which requests they concern.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sentBefore">Requests sent then or earlier have timed out.</param>
    /// <param name="submitsSentBefore">The same for submits.</param>
    public bool MaySweep(long now, out long sentBefore, out long submitsSentBefore)
    {
        sentBefore = _response == long.MaxValue ? long.MinValue : now - _response;
        submitsSentBefore = _submitResponse == long.MaxValue ? long.MinValue : now - _submitResponse;
        return _pausedAt is null && now >= _sweepFrom;
    }

    public SessionDue Check(long now, SessionState state)
    {
        if (state == SessionState.Open)
        {
            return now - _startedAt >= _sessionInit ? SessionDue.CloseSessionInit : SessionDue.Nothing;
        }

        if (_pausedAt is not null)
        {
            return SessionDue.Nothing;
        }

        if (_partialSince is { } partialSince && now - partialSince >= _pduRead)
        {
            return SessionDue.ClosePduRead;
        }

        if (_enquiredAt is { } enquiredAt)
        {
            return now - enquiredAt >= _response ? SessionDue.CloseEnquireLink : SessionDue.Nothing;
        }

        if (now - _receivedAt >= _inactivity)
        {
            return SessionDue.CloseInactivity;
        }

        return now - _receivedAt >= _enquireLink ? SessionDue.SendEnquireLink : SessionDue.Nothing;
    }

    private static TimeSpan TickOf(SmppSessionOptions options)
    {
        var tick = TimeSpan.FromSeconds(1);
        ReadOnlySpan<TimeSpan> all = [options.SessionInitTimeout, options.PduReadTimeout, options.EnquireLinkInterval,
            options.ResponseTimeout, options.SubmitResponseTimeout, options.InactivityTimeout];
        foreach (var timeout in all)
        {
            if (timeout > TimeSpan.Zero && timeout / 4 < tick)
            {
                tick = timeout / 4;
            }
        }

        return tick < TimeSpan.FromMilliseconds(10) ? TimeSpan.FromMilliseconds(10) : tick;
    }

    private long Ticks(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? long.MaxValue : (long)(span.TotalSeconds * _second);
}
