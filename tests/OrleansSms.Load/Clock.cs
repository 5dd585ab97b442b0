using System.Diagnostics;

namespace OrleansSms.Load;

/// <summary>Microseconds of the monotonic clock, which all processes of one machine share.</summary>
internal static class Clock
{
    private static readonly double PerTick = 1_000_000.0 / Stopwatch.Frequency;

    public static long Micros => (long)(Stopwatch.GetTimestamp() * PerTick);
}
