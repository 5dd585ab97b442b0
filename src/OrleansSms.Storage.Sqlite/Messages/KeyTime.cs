namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>The time within a row key: 48 bits of milliseconds above a 16-bit counter.</summary>
internal static class KeyTime
{
    private const int CounterBits = 16;
    private const long MicrosPerMs = 1_000;

    /// <summary>When the id was made, in Unix microseconds: times of a message are kept as the distance from it.</summary>
    public static long Origin(long key) => (key >> CounterBits) * MicrosPerMs;

    /// <summary>The first key of a millisecond.</summary>
    public static long FirstKey(long unixMs) => Math.Clamp(unixMs, 0, long.MaxValue >> CounterBits) << CounterBits;
}
