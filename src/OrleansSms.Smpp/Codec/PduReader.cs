using System.Buffers;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Codec;

/// <summary>Takes PDUs off the front of received octets (SMPP 3.4 §3.2, §4). Pure: it keeps no state and never throws.</summary>
public static class PduReader
{
    /// <summary>Takes one PDU or one error. The PDU is a new one and owns what it keeps, so the buffer may be given back at once.</summary>
    /// <param name="buffer">The octets received; advanced past what was taken.</param>
    /// <param name="limits">What is accepted.</param>
    /// <param name="pdu">The PDU when the result is <see cref="ReadStatus.Pdu"/>.</param>
    /// <param name="error">The refusal when the result is <see cref="ReadStatus.Error"/>.</param>
    public static ReadStatus TryRead(ref ReadOnlySequence<byte> buffer, PduLimits limits, out Pdu? pdu, out PduError error) =>
        TryRead(ref buffer, limits, null, out pdu, out error);

    /// <summary>Takes one PDU or one error, without allocating while there are PDUs in the pool. The buffer may be given back at once.</summary>
    /// <param name="buffer">The octets received; advanced past what was taken.</param>
    /// <param name="limits">What is accepted.</param>
    /// <param name="pool">Where the PDU is taken from, and goes back to when it is released; null for a new one.</param>
    /// <param name="pdu">The PDU when the result is <see cref="ReadStatus.Pdu"/>.</param>
    /// <param name="error">The refusal when the result is <see cref="ReadStatus.Error"/>.</param>
    public static ReadStatus TryRead(ref ReadOnlySequence<byte> buffer, PduLimits limits, PduPool? pool, out Pdu? pdu, out PduError error)
    {
        ArgumentNullException.ThrowIfNull(limits);
        pdu = null;
        error = default;
        if (!TryReadHeader(buffer, out var header))
        {
            return ReadStatus.NeedMore;
        }

        if (header.Length < PduHeader.Bytes || header.Length > limits.MaxPduBytes)
        {
            error = new PduError(header.Id, CommandStatus.InvalidCommandLength, header.Sequence, MustClose: true);
            return ReadStatus.Error;
        }

        if (buffer.Length < header.Length)
        {
            return ReadStatus.NeedMore;
        }

        pdu = pool is null ? PduFactory.Create(header.Id) : pool.Take(header.Id);
        var fault = pdu is null ? CommandStatus.InvalidCommandId : ReadBody(buffer, header, pdu);
        buffer = buffer.Slice(header.Length);
        if (fault.IsOk)
        {
            return ReadStatus.Pdu;
        }

        pdu?.Release();
        pdu = null;
        error = new PduError(header.Id, fault, header.Sequence, MustClose: false);
        return ReadStatus.Error;
    }

    private static bool TryReadHeader(in ReadOnlySequence<byte> buffer, out PduHeader header)
    {
        if (buffer.FirstSpan.Length >= PduHeader.Bytes)
        {
            header = PduHeader.Read(buffer.FirstSpan);
            return true;
        }

        header = default;
        if (buffer.Length < PduHeader.Bytes)
        {
            return false;
        }

        Span<byte> octets = stackalloc byte[PduHeader.Bytes];
        buffer.Slice(0, PduHeader.Bytes).CopyTo(octets);
        header = PduHeader.Read(octets);
        return true;
    }

    /// <summary>Copies the body into the PDU, whose memory grows only for octets that have come, and reads its fields.</summary>
    private static CommandStatus ReadBody(in ReadOnlySequence<byte> buffer, in PduHeader header, Pdu pdu)
    {
        var length = (int)header.Length - PduHeader.Bytes;
        var memory = pdu.Memory(length);
        if (buffer.FirstSpan.Length >= header.Length)
        {
            buffer.FirstSpan.Slice(PduHeader.Bytes, length).CopyTo(memory);
        }
        else
        {
            buffer.Slice(PduHeader.Bytes, length).CopyTo(memory);
        }

        return pdu.Decode(header, length);
    }
}
