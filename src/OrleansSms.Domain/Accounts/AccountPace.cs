namespace OrleansSms.Domain.Accounts;

/// <summary>
/// An account's TPS limit as a generic cell rate algorithm: one number says when the next segment may go. Messages that come faster are accepted with
/// a later time, until the backlog reaches its bound.
/// </summary>
/// <param name="NextAt">When the next segment may go, in Unix microseconds.</param>
public readonly record struct AccountPace(long NextAt)
{
    /// <summary>Segments that may go together after a pause, as a share of a second: enough for a small page, too little to upset a carrier.</summary>
    private const double BurstSeconds = 0.1;

    /// <summary>Room for <paramref name="segments"/> at <paramref name="now"/> under <paramref name="tps"/> segments a second; null = over the bound.</summary>
    public (AccountPace Pace, long StartAt)? Admit(long now, int segments, int tps, int maxBacklogSeconds)
    {
        var interval = (double)UnixMicros.PerSecond / tps;
        var earliest = now - (long)(BurstSeconds * UnixMicros.PerSecond);
        var start = Math.Max(NextAt, earliest);
        if (start - now > maxBacklogSeconds * UnixMicros.PerSecond)
        {
            return null;
        }

        return (new AccountPace(start + (long)(segments * interval)), start);
    }

    /// <summary>Segments of a window of one second that are not taken yet: so many may be sent now without having to wait.</summary>
    public int Remaining(long now, int tps) => (int)Math.Clamp(tps - Math.Ceiling(BacklogSeconds(now) * tps), 0, tps);

    /// <summary>How far behind the account is, in seconds.</summary>
    public double BacklogSeconds(long now) => Math.Max(0, NextAt - now) / (double)UnixMicros.PerSecond;
}
