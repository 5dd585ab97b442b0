using System.Buffers;

namespace OrleansSms.Smpp.Tests.Codec;

/// <summary>Octets in pieces, as a pipe hands them out.</summary>
internal sealed class SegmentedSequence : ReadOnlySequenceSegment<byte>
{
    private SegmentedSequence(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

    public static ReadOnlySequence<byte> Of(ReadOnlyMemory<byte> octets, Random random)
    {
        var first = new SegmentedSequence(octets[..Math.Min(octets.Length, random.Next(20))], 0);
        var last = first;
        while (last.RunningIndex + last.Memory.Length < octets.Length)
        {
            var at = (int)last.RunningIndex + last.Memory.Length;
            var next = new SegmentedSequence(octets.Slice(at, Math.Min(octets.Length - at, random.Next(1, 40))), at);
            last.Next = next;
            last = next;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
