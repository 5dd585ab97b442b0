using System.Buffers;
using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Tests.Codec;

/// <summary>Between PDUs and hex, for vectors that can be read against the specification.</summary>
internal static class Hex
{
    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));

    public static byte[] Encode(Pdu pdu)
    {
        var output = new ArrayBufferWriter<byte>();
        PduWriter.Write(output, pdu);
        return output.WrittenSpan.ToArray();
    }

    public static Pdu Decode(byte[] octets)
    {
        var buffer = new ReadOnlySequence<byte>(octets);
        Assert.Equal(ReadStatus.Pdu, PduReader.TryRead(ref buffer, PduLimits.Default, out var pdu, out _));
        Assert.True(buffer.IsEmpty);
        return pdu!;
    }

    public static PduError Refuse(byte[] octets)
    {
        var buffer = new ReadOnlySequence<byte>(octets);
        Assert.Equal(ReadStatus.Error, PduReader.TryRead(ref buffer, PduLimits.Default, out var pdu, out var error));
        Assert.Null(pdu);
        return error;
    }
}
