using System.Numerics;
using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <content>The memory that a decoded PDU's fields are parts of, and how it is used again.</content>
public abstract partial class Pdu
{
    /// <summary>Octets of memory that a released PDU keeps, with the TLVs that fit in: any message of one segment. Larger ones are rare.</summary>
    private const int MostKeptBytes = 1_024;

    /// <summary>The least memory of a PDU that will be used again, so that it need not grow for every PDU that is a little longer.</summary>
    private const int LeastKeptBytes = 32;

    private byte[] _octets = [];
    private PduShelf? _shelf;

    /// <summary>The one behind it on a shelf.</summary>
    internal Pdu? Next { get; set; }

    /// <summary>How many stand behind it on a shelf.</summary>
    internal int Behind { get; set; }

    /// <summary>
    /// Gives the PDU back to the <see cref="PduPool"/> that it came from, that of its session as a rule: it is empty at once, and another will be decoded into
    /// it. Neither it nor memory of <c>short_message</c> or TLVs taken from it may be used any more; strings and addresses may. Never needed: one
    /// that is not released stays as it is, and costs a garbage collection. Does nothing the second time, or to a PDU that came from no pool. Thread-safe.
    /// </summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _shelf, null) is not { } shelf)
        {
            return;
        }

        Clear();
        shelf.Put(this);
    }

    /// <summary>Takes it from a shelf; until it is released it belongs to who has it.</summary>
    internal void TakenFrom(PduShelf shelf) => _shelf = shelf;

    /// <summary>Memory for a body that is about to be decoded; what was decoded before is gone.</summary>
    internal Span<byte> Memory(int length)
    {
        if (_octets.Length < length)
        {
            _octets = new byte[_shelf is null ? length : (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, LeastKeptBytes))];
        }

        return _octets.AsSpan(0, length);
    }

    /// <summary>Reads all fields anew from the first octets of <see cref="Memory"/>; tells what was wrong.</summary>
    internal CommandStatus Decode(in PduHeader header, int length)
    {
        (Status, Sequence) = (header.Status, header.Sequence);
        _tlvs?.Clear();
        var reader = new BodyReader(_octets, length, lenient: IsResponse);
        ReadBody(ref reader);
        reader.ReadTlvs(this);
        return reader.Fault;
    }

    private void Clear()
    {
        if (_octets.Length > MostKeptBytes)
        {
            (_octets, _tlvs) = ([], null);
        }

        (Status, Sequence) = (CommandStatus.Ok, 0);
        _tlvs?.Clear();
        var nothing = new BodyReader([], 0, lenient: true);
        ReadBody(ref nothing);
    }
}
