using System.Buffers;
using CsCheck;
using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Tests.Codec;

public sealed class RoundTripTests
{
    [Fact]
    public void Every_pdu_comes_back_with_all_its_fields() =>
        AnyPdu.Gen.Sample(sent =>
        {
            var received = Hex.Decode(Hex.Encode(sent));
            Assert.IsType(sent.GetType(), received);
            Assert.Equal((sent.Sequence, sent.Status), (received.Sequence, received.Status));
            foreach (var field in AnyPdu.Fields(sent))
            {
                Assert.Equal(Comparable(field.GetValue(sent)), Comparable(field.GetValue(received)));
            }

            Assert.Equal(sent.Tlvs, received.Tlvs);
            Assert.Equal((sent as SubmitMulti)?.Destinations, (received as SubmitMulti)?.Destinations);
            Assert.Equal((sent as SubmitMultiResp)?.Unsuccessful, (received as SubmitMultiResp)?.Unsuccessful);
        }, iter: 20_000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void A_stream_of_pdus_in_pieces_is_the_same_stream() =>
        Gen.Select(AnyPdu.Gen.Array[1, 5], Gen.Int).Sample((sent, seed) =>
        {
            var output = new ArrayBufferWriter<byte>();
            foreach (var pdu in sent)
            {
                PduWriter.Write(output, pdu);
            }

            var buffer = SegmentedSequence.Of(output.WrittenMemory, new Random(seed));
            foreach (var pdu in sent)
            {
                Assert.Equal(ReadStatus.Pdu, PduReader.TryRead(ref buffer, PduLimits.Default, out var received, out _));
                Assert.Equal(Hex.Encode(pdu), Hex.Encode(received!));
            }

            Assert.True(buffer.IsEmpty);
        }, iter: 5_000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Every_request_makes_its_own_response_and_no_response_makes_one()
    {
        foreach (var id in AnyPdu.Commands)
        {
            var pdu = PduFactory.Create(id)!;
            pdu.Sequence = 77;
            Assert.Equal(id, pdu.Id);
            var response = pdu.CreateResponse(CommandStatus.SystemError);
            if (pdu.IsResponse || id is CommandId.Outbind or CommandId.AlertNotification)
            {
                Assert.Null(response);
                continue;
            }

            Assert.Equal((uint)id | 0x80000000, (uint)response!.Id);
            Assert.Equal((77u, CommandStatus.SystemError), (response.Sequence, response.Status));
        }
    }

    private static object? Comparable(object? value) => value is ReadOnlyMemory<byte> memory ? memory.ToArray() : value;
}
