using System.Buffers.Binary;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Simulator.Wire;

/// <summary>One PDU as it is on the wire, header included (SMPP 3.4 §3.2).</summary>
/// <param name="Octets">All of it.</param>
public readonly record struct WireFrame(ReadOnlyMemory<byte> Octets)
{
    /// <summary>Octets of a header.</summary>
    public const int HeaderBytes = 16;

    /// <summary>command_id.</summary>
    public CommandId Command => (CommandId)BinaryPrimitives.ReadUInt32BigEndian(Octets.Span[4..]);

    /// <summary>command_status.</summary>
    public uint Status => BinaryPrimitives.ReadUInt32BigEndian(Octets.Span[8..]);

    /// <summary>sequence_number.</summary>
    public uint Sequence => BinaryPrimitives.ReadUInt32BigEndian(Octets.Span[12..]);

    /// <summary>A PDU of nothing but a header.</summary>
    public static WireFrame OfHeader(uint command, uint sequence, uint status = 0, uint length = HeaderBytes)
    {
        var octets = new byte[HeaderBytes];
        BinaryPrimitives.WriteUInt32BigEndian(octets, length);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(4), command);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(8), status);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(12), sequence);
        return new WireFrame(octets);
    }

    /// <summary>The same with another sequence_number.</summary>
    public WireFrame WithSequence(uint sequence)
    {
        var octets = Octets.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(12), sequence);
        return new WireFrame(octets);
    }
}
