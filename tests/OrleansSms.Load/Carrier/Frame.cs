using System.Buffers.Binary;
using OrleansSms.Load.Polling;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Load.Carrier;

/// <summary>The head of a PDU: SMPP 3.4 §3.2.</summary>
internal readonly record struct Frame(int Length, CommandId Command, uint Status, uint Sequence)
{
    public const int HeadBytes = 16;

    private const int MaxBytes = 65_536;

    /// <summary>False when there is not a whole PDU yet.</summary>
    /// <exception cref="InvalidDataException">The length cannot be.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Frame frame)
    {
        frame = default;
        if (bytes.Length < HeadBytes)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(bytes);
        if (length is < HeadBytes or > MaxBytes)
        {
            throw new InvalidDataException("command_length is out of bounds.");
        }

        frame = new Frame(
            length,
            (CommandId)BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]));
        return bytes.Length >= length;
    }

    /// <summary>Writes a PDU with that body; answers where the body went.</summary>
    public static Span<byte> Write(SendBuffer output, CommandId command, uint status, uint sequence, ReadOnlySpan<byte> body)
    {
        var bytes = output.Take(HeadBytes + body.Length);
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], (uint)command);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], status);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], sequence);
        body.CopyTo(bytes[HeadBytes..]);
        return bytes[HeadBytes..];
    }
}
