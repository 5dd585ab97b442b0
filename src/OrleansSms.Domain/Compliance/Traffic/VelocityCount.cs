using System.Runtime.InteropServices;

namespace OrleansSms.Domain.Compliance.Traffic;

/// <summary>
/// How many messages went lately to numbers that share a beginning, and to how many different numbers of one block of a hundred. Two windows one after the other, the
/// earlier counted in the measure in which it still reaches into the time that is looked at.
/// </summary>
public sealed class VelocityCount
{
    /// <summary>Beginnings and blocks that are counted within one window. Traffic to more of them is not to a few numbers.</summary>
    private const int MaxKeys = 50_000;

    private const int PrefixDivisor = 10_000;
    private const int BlockSize = 100;

    private Dictionary<long, int> _prefixes = [];
    private Dictionary<long, int> _prefixesBefore = [];
    private Dictionary<long, UInt128> _blocks = [];
    private Dictionary<long, UInt128> _blocksBefore = [];
    private long _window;

    /// <summary>Counts a message, unless it is over a limit.</summary>
    /// <param name="now">Unix microseconds.</param>
    /// <param name="number">The recipient.</param>
    /// <param name="limits">The limits.</param>
    public TrafficVerdict Count(long now, Msisdn number, VelocityLimits limits)
    {
        var length = limits.WindowSeconds * UnixMicros.PerSecond;
        Turn(now / length);
        var reach = 1 - ((now % length) / (double)length);
        var prefix = number.Digits / PrefixDivisor;
        var lately = _prefixes.GetValueOrDefault(prefix) + (_prefixesBefore.GetValueOrDefault(prefix) * reach);
        if (limits.PerPrefix > 0 && lately + 1 > limits.PerPrefix)
        {
            return TrafficVerdict.PrefixVelocity;
        }

        var block = number.Digits / BlockSize;
        var numbers = _blocks.GetValueOrDefault(block) | (UInt128.One << (int)(number.Digits % BlockSize));
        if (limits.AdjacentNumbers > 0 && UInt128.PopCount(numbers | _blocksBefore.GetValueOrDefault(block)) > (UInt128)limits.AdjacentNumbers)
        {
            return TrafficVerdict.AdjacentNumbers;
        }

        Note(prefix, block, numbers);
        return TrafficVerdict.Ok;
    }

    private void Note(long prefix, long block, UInt128 numbers)
    {
        if (_prefixes.Count < MaxKeys || _prefixes.ContainsKey(prefix))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_prefixes, prefix, out _)++;
        }

        if (_blocks.Count < MaxKeys || _blocks.ContainsKey(block))
        {
            _blocks[block] = numbers;
        }
    }

    private void Turn(long window)
    {
        if (window <= _window)
        {
            return;
        }

        var follows = window == _window + 1;
        (_prefixesBefore, _blocksBefore) = follows ? (_prefixes, _blocks) : ([], []);
        (_prefixes, _blocks) = ([], []);
        _window = window;
    }
}
