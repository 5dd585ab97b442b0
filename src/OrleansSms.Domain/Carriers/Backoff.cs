namespace OrleansSms.Domain.Carriers;

/// <summary>Waiting times that double from try to try, with jitter so that many do not come back at once.</summary>
/// <param name="First">The first wait.</param>
/// <param name="Most">The longest.</param>
public readonly record struct Backoff(TimeSpan First, TimeSpan Most)
{
    private const int MaxDoublings = 20;
    private const double JitterShare = 0.2;

    /// <summary>Reconnecting: 1 s to 60 s (SMPP sessions).</summary>
    public static Backoff Reconnect { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

    /// <summary>A message that the carrier refused for the moment: 2 s to 5 min.</summary>
    public static Backoff Retry { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5));

    /// <summary>The wait before try number <paramref name="attempt"/> (1 = the first again), spread by <paramref name="random"/> in 0..1.</summary>
    public TimeSpan Delay(int attempt, double random)
    {
        var doubled = First * Math.Pow(2, Math.Clamp(attempt - 1, 0, MaxDoublings));
        var wait = doubled < Most ? doubled : Most;
        return wait * (1 + (JitterShare * ((2 * random) - 1)));
    }
}
