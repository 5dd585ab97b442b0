namespace OrleansSms.Domain.Webhooks;

/// <summary>When a failed delivery is tried again: the waits that Standard Webhooks recommends, three days and a bit in all.</summary>
public static class RetrySchedule
{
    /// <summary>Each wait is this much longer or shorter, at random, so that what failed together does not come back together.</summary>
    public const double JitterShare = 0.1;

    /// <summary>The waits between tries, without jitter.</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Tries before an event is given up: the first and one after each wait.</summary>
    public static int MaxAttempts => Waits.Count + 1;

    /// <summary>The wait after <paramref name="attempts"/> tries that failed, spread by <paramref name="random"/> in 0..1; null = give up.</summary>
    public static TimeSpan? After(int attempts, double random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        return attempts > Waits.Count ? null : Waits[attempts - 1] * (1 + (JitterShare * ((2 * random) - 1)));
    }
}
