using System.Buffers;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Codec;

/// <summary>Takes PDUs off the front of received octets (SMPP 3.4 §3.2, §4). Pure: it keeps no state and never throws.</summary>
public static class PduReader
{
    private const int MaxStackBytes = 512;

    /// <summary>Takes one PDU or one error. Copies what it keeps, so the buffer may be given back at once.</summary>
    /// <param name="buffer">The octets received; advanced past what was taken.</param>
    /// <param name="limits">What is accepted.</param>
    /// <param name="pdu">The PDU when the result is <see cref="ReadStatus.Pdu"/>.</param>
    /// <param name="error">The refusal when the result is <see cref="ReadStatus.Error"/>.</param>
    public static ReadStatus TryRead(ref ReadOnlySequence<byte> buffer, PduLimits limits, out Pdu? pdu, out PduError error)
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

        var status = ReadWhole(buffer, header, out pdu, out error);
        buffer = buffer.Slice(header.Length);
        return status;
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

    private static ReadStatus ReadWhole(in ReadOnlySequence<byte> buffer, in PduHeader header, out Pdu? pdu, out PduError error)
    {
        var length = (int)header.Length;
        if (buffer.FirstSpan.Length >= length)
        {
            return ReadBody(buffer.FirstSpan[PduHeader.Bytes..length], header, out pdu, out error);
        }

        // The PDU lies across segments: its fields are read from one piece, which is given back at once.
        var rented = length > MaxStackBytes ? ArrayPool<byte>.Shared.Rent(length) : null;
        var whole = rented is null ? stackalloc byte[MaxStackBytes] : rented;
        buffer.Slice(0, length).CopyTo(whole);
        var status = ReadBody(whole[PduHeader.Bytes..length], header, out pdu, out error);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return status;
    }

    private static ReadStatus ReadBody(ReadOnlySpan<byte> body, in PduHeader header, out Pdu? pdu, out PduError error)
    {
        error = default;
        pdu = PduFactory.Create(header.Id);
        if (pdu is null)
        {
            error = new PduError(header.Id, CommandStatus.InvalidCommandId, header.Sequence, MustClose: false);
            return ReadStatus.Error;
        }

        pdu.Status = header.Status;
        pdu.Sequence = header.Sequence;
        var reader = new BodyReader(body, lenient: pdu.IsResponse);
        if (body.Length > 0 || !pdu.IsResponse)
        {
            pdu.ReadBody(ref reader);
            reader.ReadTlvs(pdu);
        }

        if (reader.Fault.IsOk)
        {
            return ReadStatus.Pdu;
        }

        error = new PduError(header.Id, reader.Fault, header.Sequence, MustClose: false);
        pdu = null;
        return ReadStatus.Error;
    }
}
