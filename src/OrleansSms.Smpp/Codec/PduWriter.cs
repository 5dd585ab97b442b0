using System.Buffers;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Codec;

/// <summary>Writes PDUs as octets (SMPP 3.4 §3.2, §4). Pure: no I/O, nothing kept.</summary>
public static class PduWriter
{
    /// <summary>Writes one PDU with its TLVs. A response that is not ok is written as its header alone.</summary>
    /// <exception cref="ArgumentException">A field breaks its limit; the message names the field. Nothing was written.</exception>
    public static void Write(IBufferWriter<byte> output, Pdu pdu) => Write(output, pdu, withTlvs: true);

    /// <summary>Writes one PDU, with or without TLVs: a peer that speaks SMPP 3.3 does not know them.</summary>
    /// <exception cref="ArgumentException">A field breaks its limit; the message names the field. Nothing was written.</exception>
    public static void Write(IBufferWriter<byte> output, Pdu pdu, bool withTlvs)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(pdu);
        var hasBody = pdu.Status.IsOk || !pdu.IsResponse;
        withTlvs &= hasBody && pdu.HasTlvs;
        var mostBytes = PduHeader.Bytes + (hasBody ? pdu.MaxBodyBytes : 0) + (withTlvs ? pdu.Tlvs.EncodedBytes() : 0);

        var target = output.GetSpan(mostBytes);
        var writer = new BodyWriter(target[PduHeader.Bytes..]);
        if (hasBody)
        {
            pdu.WriteBody(ref writer);
        }

        if (withTlvs)
        {
            writer.WriteTlvs(pdu.Tlvs);
        }

        var length = PduHeader.Bytes + writer.Written;
        new PduHeader((uint)length, pdu.Id, pdu.Status, pdu.Sequence).Write(target);
        output.Advance(length);
    }
}
