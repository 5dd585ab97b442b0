using System.Buffers;
using System.Collections.Concurrent;
using CsCheck;
using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Tests.Session;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Tests.Codec;

public sealed class PduPoolTests
{
    private const int Rounds = 10_000;

    private readonly PduPool _pool = new();

    /// <summary>All but those whose fields are lists of strings.</summary>
    public static TheoryData<CommandId> WithoutLists() =>
        [.. AnyPdu.Commands.Where(id => id is not (CommandId.SubmitMulti or CommandId.SubmitMultiResp))];

    [Theory]
    [MemberData(nameof(WithoutLists))]
    public void Neither_writing_nor_reading_allocates(CommandId id)
    {
        var pdu = AnyPdu.Make(id, 1, seed: 3);
        pdu.Tlvs.Add(Tlv.OfCString(TlvTag.ReceiptedMessageId, "8f3a01c2"));
        var output = new ArrayBufferWriter<byte>(4_096);
        PduWriter.Write(output, pdu);
        var octets = output.WrittenMemory;

        // What the runtime itself allocates once, when it comes to a piece of code, is not the codec's: what a PDU costs shows every time.
        Assert.Contains(0, Enumerable.Range(0, 5).Select(_ => Allocated()));

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var good = Rounded(Rounds);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(Rounds, good);
            return allocated;
        }

        int Rounded(int rounds)
        {
            var good = 0;
            for (var i = 0; i < rounds; i++)
            {
                output.ResetWrittenCount();
                PduWriter.Write(output, pdu);
                var buffer = new ReadOnlySequence<byte>(octets);
                good += PduReader.TryRead(ref buffer, PduLimits.Default, _pool, out var received, out _) == ReadStatus.Pdu && received!.HasTlvs ? 1 : 0;
                received!.Release();
            }

            return good;
        }
    }

    [Fact]
    public void A_pdu_that_is_used_again_keeps_nothing_of_what_it_was() =>
        AnyPdu.Gen.Sample(
            sent =>
            {
                var octets = Hex.Encode(sent);
                var received = Decode(octets);
                Assert.Equal(octets, Hex.Encode(received));
                received.Release();
                Assert.Equal((CommandStatus.Ok, 0u, false), (received.Status, received.Sequence, received.HasTlvs));
                Assert.All(AnyPdu.Fields(received), field => Assert.True(IsEmpty(field.GetValue(received)), field.Name));
            },
            iter: 20_000,
            seed: "0N0XIzNsQ0O2",
            threads: 1);

    [Fact]
    public void One_that_is_not_released_stays_as_it_is()
    {
        var kept = (SubmitSm)Decode(Hex.Encode(new SubmitSm { Sequence = 1, ShortMessage = "first"u8.ToArray() }));
        var next = (SubmitSm)Decode(Hex.Encode(new SubmitSm { Sequence = 2, ShortMessage = "other"u8.ToArray() }));
        Assert.NotSame(kept, next);
        Assert.Equal("first"u8.ToArray(), kept.ShortMessage.ToArray());
    }

    [Fact]
    public void Strings_and_addresses_outlive_the_pdu()
    {
        var pdu = (SubmitSm)Decode(Hex.Encode(new SubmitSm { Sequence = 1, ServiceType = "CMT", Source = new SmppAddress(5, 0, "SHOP") }));
        var (service, source) = (pdu.ServiceType, pdu.Source);
        pdu.Release();
        Assert.Same(pdu, Decode(Hex.Encode(new SubmitSm { Sequence = 2, ServiceType = "WAP", Source = new SmppAddress(1, 1, "4477") })));
        Assert.Equal(("CMT", new SmppAddress(5, 0, "SHOP")), (service, source));
    }

    [Fact]
    public void Releasing_twice_gives_back_once()
    {
        var pdu = Decode(Hex.Encode(new EnquireLink { Sequence = 1 }));
        pdu.Release();
        pdu.Release();
        Assert.Same(pdu, Decode(Hex.Encode(new EnquireLink { Sequence = 2 })));
        Assert.NotSame(pdu, Decode(Hex.Encode(new EnquireLink { Sequence = 3 })));
        new EnquireLink().Release();
    }

    [Fact]
    public void A_refused_pdu_goes_back_by_itself()
    {
        var pdu = Decode(Hex.Encode(new QuerySm { Sequence = 1, MessageId = "1" }));
        pdu.Release();
        var malformed = new ReadOnlySequence<byte>(Hex.Bytes("00000013 00000003 00000000 00000007 313233"));
        Assert.Equal(ReadStatus.Error, PduReader.TryRead(ref malformed, PduLimits.Default, _pool, out _, out _));
        Assert.Same(pdu, Decode(Hex.Encode(new QuerySm { Sequence = 2, MessageId = "2" })));
    }

    [Fact]
    public async Task Many_threads_give_back_while_one_decodes()
    {
        const int threads = 3;
        var octets = Hex.Encode(new SubmitSmResp { Sequence = 1, MessageId = "8f3a01c2" });
        using var taken = new BlockingCollection<SubmitSmResp>(boundedCapacity: 64);
        var releasing = Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var wrong = 0;
                foreach (var pdu in taken.GetConsumingEnumerable())
                {
                    wrong += pdu.MessageId == "8f3a01c2" ? 0 : 1;
                    pdu.Release();
                }

                return wrong;
            },
            TaskCreationOptions.LongRunning)).ToArray();
        for (var i = 0; i < 5 * Rounds; i++)
        {
            taken.Add((SubmitSmResp)Decode(octets));
        }

        taken.CompleteAdding();
        Assert.Equal(new int[threads], await Task.WhenAll(releasing).Soon());
    }

    private static bool IsEmpty(object? value) => value switch
    {
        byte number => number == 0,
        string text => text.Length == 0,
        SmppAddress address => address == SmppAddress.Empty,
        ReadOnlyMemory<byte> octets => octets.IsEmpty,
        _ => false,
    };

    private Pdu Decode(byte[] octets)
    {
        var buffer = new ReadOnlySequence<byte>(octets);
        Assert.Equal(ReadStatus.Pdu, PduReader.TryRead(ref buffer, PduLimits.Default, _pool, out var pdu, out _));
        return pdu!;
    }
}
