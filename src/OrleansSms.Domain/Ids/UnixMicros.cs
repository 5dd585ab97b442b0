namespace OrleansSms.Domain.Ids;

/// <summary>Times of rows and timelines: microseconds since 1970 in UTC.</summary>
public static class UnixMicros
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>Microseconds in a second.</summary>
    public const long PerSecond = 1_000_000;

    /// <summary>Now.</summary>
    public static long GetUnixMicros(this TimeProvider time) => From(time.GetUtcNow());

    /// <summary>From a point in time.</summary>
    public static long From(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksPerMicrosecond;

    /// <summary>To a point in time.</summary>
    public static DateTimeOffset ToTime(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TicksPerMicrosecond);

    /// <summary>A duration.</summary>
    public static long From(TimeSpan duration) => duration.Ticks / TicksPerMicrosecond;
}
