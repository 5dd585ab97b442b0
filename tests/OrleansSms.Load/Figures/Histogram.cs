using System.Numerics;

namespace OrleansSms.Load.Figures;

/// <summary>Counts of microseconds in buckets less than 1 % wide.</summary>
internal sealed class Histogram
{
    private const int SubBits = 7;
    private const int Sub = 1 << SubBits;
    private const int Buckets = (64 - SubBits) * Sub;

    private readonly long[] _counts = new long[Buckets];
    private long _max;

    public long Count => _counts.Sum();

    public void Record(long micros)
    {
        var value = Math.Max(0, micros);
        _counts[IndexOf(value)]++;
        _max = Math.Max(_max, value);
    }

    public Latency Summarize() => new(Quantile(0.5), Quantile(0.9), Quantile(0.99), Quantile(0.999), _max / 1000.0);

    private double Quantile(double share)
    {
        var rank = (long)Math.Ceiling(Count * share);
        var seen = 0L;
        for (var i = 0; i < Buckets; i++)
        {
            seen += _counts[i];
            if (seen >= rank && seen > 0)
            {
                return Math.Min(UpperEnd(i), _max) / 1000.0;
            }
        }

        return 0;
    }

    private static int IndexOf(long value)
    {
        if (value < Sub)
        {
            return (int)value;
        }

        var shift = BitOperations.Log2((ulong)value) - SubBits + 1;
        return (shift * (Sub / 2)) + (int)(value >> shift);
    }

    private static long UpperEnd(int index)
    {
        if (index < Sub)
        {
            return index;
        }

        var shift = (index / (Sub / 2)) - 1;
        var mantissa = index - (shift * (Sub / 2));
        return ((mantissa + 1L) << shift) - 1;
    }
}

/// <summary>Milliseconds.</summary>
internal readonly record struct Latency(double P50, double P90, double P99, double P999, double Max);
