using System.Buffers;
using System.Buffers.Binary;
using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Pdus;
using Xunit.Abstractions;

namespace OrleansSms.Smpp.Tests.Codec;

/// <summary>A peer may send anything. Seeded, so that a failure repeats; its message names the seed of the input.</summary>
public sealed class DecodeFuzzTests(ITestOutputHelper output)
{
    private const int Inputs = 1_000_000;
    private const int Seed = 20_261_122;

    /// <summary>Each octet may become a TLV or an address of its own, and lists double: no more than this for each.</summary>
    private const int MaxBytesPerOctet = 80;
    private const int MaxBytesPerInput = 4_096;

    /// <summary>Of how many inputs one is also compared with what a new PDU makes of it: that allocates.</summary>
    private const int Sampled = 16;

    private static readonly PduLimits Limits = new() { MaxPduBytes = 4_096 };

    private readonly PduPool _pool = new();

    [Fact]
    public void Nothing_that_a_peer_sends_makes_the_decoder_throw_or_allocate_without_bound()
    {
        var valid = new List<byte[]>();
        for (var i = 0; i < 2_000; i++)
        {
            valid.Add(Hex.Encode(AnyPdu.Make(AnyPdu.Commands[i % AnyPdu.Commands.Length], 1, i)));
        }

        var scratch = new byte[16 * 1024];
        var outcomes = new long[3];
        for (var i = 0; i < Inputs; i++)
        {
            var random = new SplitMix((ulong)(Seed + i));
            var length = Mutate(ref random, valid, scratch);
            try
            {
                DecodeAll(scratch.AsMemory(0, length), segmented: i % 8 == 0, i, outcomes);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Input {i}: {Convert.ToHexString(scratch, 0, length)}: {e}");
            }
        }

        output.WriteLine($"NeedMore {outcomes[0]}, PDUs {outcomes[1]}, errors {outcomes[2]}");
        Assert.All(outcomes, count => Assert.True(count > Inputs / 20));
    }

    private void DecodeAll(ReadOnlyMemory<byte> octets, bool segmented, int input, long[] outcomes)
    {
        var buffer = segmented ? SegmentedSequence.Of(octets, new Random(input)) : new ReadOnlySequence<byte>(octets);
        var pool = input % 3 == 0 ? null : _pool;
        var compared = pool is not null && input % Sampled == 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadStatus status;
        PduError error;
        do
        {
            var left = buffer.Length;
            status = PduReader.TryRead(ref buffer, Limits, pool, out var pdu, out error);
            outcomes[(int)status]++;
            Check(status, pdu, error, left, buffer.Length);
            if (compared && pdu is not null)
            {
                SameAsNew(octets.Slice(octets.Length - (int)left), pdu);
            }

            pdu?.Release();
        }
        while (status != ReadStatus.NeedMore && !error.MustClose);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(compared || allocated <= MaxBytesPerInput + ((long)octets.Length * MaxBytesPerOctet), $"Input {input} of {octets.Length} octets allocated {allocated}.");
    }

    /// <summary>A PDU that was decoded into before says the same as a new one.</summary>
    private static void SameAsNew(ReadOnlyMemory<byte> octets, Pdu reused)
    {
        var buffer = new ReadOnlySequence<byte>(octets);
        Assert.Equal(ReadStatus.Pdu, PduReader.TryRead(ref buffer, Limits, out var made, out _));
        Assert.Equal((made!.Status, made.Sequence), (reused.Status, reused.Sequence));
        Assert.Equal(Hex.Encode(made), Hex.Encode(reused));
    }

    private static void Check(ReadStatus status, Pdu? pdu, in PduError error, long before, long after)
    {
        var consistent = status switch
        {
            ReadStatus.NeedMore => pdu is null && after == before,
            ReadStatus.Pdu => pdu is not null && before - after >= 16,
            _ => pdu is null && !error.Status.IsOk && (error.MustClose || before - after >= 16),
        };
        if (!consistent)
        {
            Assert.Fail($"{status}: {before} octets before, {after} after, {error}");
        }

        _ = error.Status.IsOk ? null : error.CreateReply();
    }

    /// <summary>Random octets, a valid PDU with flipped octets, cut short, with a wrong length, or two PDUs together.</summary>
    private static int Mutate(ref SplitMix random, List<byte[]> valid, byte[] scratch)
    {
        var kind = random.Next(8);
        if (kind == 0)
        {
            return RandomOctets(ref random, scratch);
        }

        var source = valid[random.Next(valid.Count)];
        source.CopyTo(scratch, 0);
        var length = source.Length;
        switch (kind)
        {
            case 1:
                return random.Next(length + 1);
            case 2:
                BinaryPrimitives.WriteUInt32BigEndian(scratch, random.Next(2) == 0 ? (uint)random.Next(length + 64) : (uint)random.Next(int.MaxValue));
                return length;
            case 3:
                // A shorter length that is honest about itself: fields end early.
                length = Math.Min(length, 16 + random.Next(length));
                BinaryPrimitives.WriteUInt32BigEndian(scratch, (uint)length);
                return length;
            case 4:
                BinaryPrimitives.WriteUInt32BigEndian(scratch.AsSpan(4), (uint)AnyPdu.Commands[random.Next(AnyPdu.Commands.Length)]);
                return length;
            case 5:
                var second = valid[random.Next(valid.Count)];
                second.CopyTo(scratch, length);
                return length + second.Length;
            default:
                for (var flips = 1 + random.Next(6); flips > 0; flips--)
                {
                    scratch[(kind == 6 ? 16 : 0) + random.Next(length - (kind == 6 ? 16 : 0) + 1)] = (byte)random.Next(256);
                }

                return length;
        }
    }

    private static int RandomOctets(ref SplitMix random, byte[] scratch)
    {
        var length = random.Next(200);
        for (var i = 0; i < length; i++)
        {
            scratch[i] = (byte)random.Next(256);
        }

        if (length >= 16 && random.Next(2) == 0)
        {
            // A header that passes, so that the noise reaches the fields.
            BinaryPrimitives.WriteUInt32BigEndian(scratch, (uint)length);
            BinaryPrimitives.WriteUInt32BigEndian(scratch.AsSpan(4), (uint)AnyPdu.Commands[random.Next(AnyPdu.Commands.Length)]);
        }

        return length;
    }

    /// <summary>A small generator that costs nothing to seed, unlike Random.</summary>
    private struct SplitMix(ulong state)
    {
        public int Next(int below)
        {
            state += 0x9E3779B97F4A7C15;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }
    }
}
