using System.Buffers.Binary;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Codec;

/// <summary>The four integers before every body (SMPP 3.4 §3.2).</summary>
internal readonly record struct PduHeader(uint Length, CommandId Id, CommandStatus Status, uint Sequence)
{
    public const int Bytes = 16;

    public static PduHeader Read(ReadOnlySpan<byte> octets) => new(
        BinaryPrimitives.ReadUInt32BigEndian(octets),
        (CommandId)BinaryPrimitives.ReadUInt32BigEndian(octets[4..]),
        new CommandStatus(BinaryPrimitives.ReadUInt32BigEndian(octets[8..])),
        BinaryPrimitives.ReadUInt32BigEndian(octets[12..]));

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32BigEndian(target, Length);
        BinaryPrimitives.WriteUInt32BigEndian(target[4..], (uint)Id);
        BinaryPrimitives.WriteUInt32BigEndian(target[8..], Status.Value);
        BinaryPrimitives.WriteUInt32BigEndian(target[12..], Sequence);
    }
}
