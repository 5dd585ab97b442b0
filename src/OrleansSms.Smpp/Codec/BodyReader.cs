using System.Buffers.Binary;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Codec;

/// <summary>
/// Reads the fields of a body in order, out of memory that belongs to the PDU and lives as long: what it hands out is a part of that and no
/// copy. The first fault sticks, and everything after it reads as empty, so a PDU reads its fields without looking back. A response is read
/// leniently: what is missing is empty, for its status already says what matters.
/// </summary>
internal ref struct BodyReader(byte[] octets, int length, bool lenient)
{
    private int _at;
    private int _end = length;

    /// <summary>The command_status to answer; ok as long as nothing was wrong.</summary>
    public CommandStatus Fault { get; private set; }

    public readonly int Remaining => _end - _at;

    private readonly ReadOnlySpan<byte> Rest => octets.AsSpan(_at, _end - _at);

    public byte ReadByte()
    {
        if (Remaining == 0)
        {
            Missing(CommandStatus.InvalidCommandLength);
            return 0;
        }

        return octets[_at++];
    }

    public uint ReadUInt32()
    {
        if (Remaining < sizeof(uint))
        {
            Missing(CommandStatus.InvalidCommandLength);
            return 0;
        }

        var value = BinaryPrimitives.ReadUInt32BigEndian(Rest);
        _at += sizeof(uint);
        return value;
    }

    /// <summary>Reads a C-octet string (SMPP 3.4 §3.1).</summary>
    /// <param name="maxBytes">Its most octets with the NUL.</param>
    /// <param name="tooLong">What to answer when it is longer.</param>
    public CString ReadCString(int maxBytes, CommandStatus tooLong)
    {
        var start = _at;
        var count = Rest.IndexOf((byte)0);
        if (count == 0)
        {
            _at++;
            return default;
        }

        if (count < 0 && !lenient)
        {
            Missing(CommandStatus.InvalidCommandLength);
            return default;
        }

        if (count < 0)
        {
            count = Remaining;
            _at = _end;
        }
        else
        {
            _at += count + 1;
        }

        if (count >= maxBytes)
        {
            Fail(tooLong);
            count = maxBytes - 1;
        }

        return new CString(octets, start, count);
    }

    public AddressField ReadAddress(int maxBytes, CommandStatus tooLong) => new(ReadByte(), ReadByte(), ReadCString(maxBytes, tooLong));

    /// <summary>Reads sm_length and short_message.</summary>
    public ReadOnlyMemory<byte> ReadShortMessage()
    {
        int count = ReadByte();
        if (count > Remaining)
        {
            Missing(CommandStatus.InvalidMessageLength);
            return default;
        }

        var message = octets.AsMemory(_at, count);
        _at += count;
        return message;
    }

    /// <summary>Reads the rest as TLVs.</summary>
    public void ReadTlvs(Pdu pdu)
    {
        if (Remaining == 0 || !Fault.IsOk)
        {
            return;
        }

        if (!TlvStream.IsWellFormed(Rest) && !lenient)
        {
            Fail(CommandStatus.InvalidTlvStream);
            return;
        }

        TlvStream.Read(octets.AsMemory(_at, Remaining), pdu.Tlvs);
    }

    public void Fail(CommandStatus status)
    {
        if (Fault.IsOk && !lenient)
        {
            Fault = status;
        }
    }

    private void Missing(CommandStatus status)
    {
        Fail(status);
        _end = _at;
    }
}
