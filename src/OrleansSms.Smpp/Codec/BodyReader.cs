using System.Buffers.Binary;
using System.Text;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Codec;

/// <summary>
/// Reads the fields of a body in order. The first fault sticks, and everything after it reads as empty, so a PDU reads its
/// fields without looking back. A response is read leniently: what is missing is empty, for its status already says what matters.
/// </summary>
internal ref struct BodyReader(ReadOnlySpan<byte> body, bool lenient)
{
    private ReadOnlySpan<byte> _rest = body;

    /// <summary>The command_status to answer; ok as long as nothing was wrong.</summary>
    public CommandStatus Fault { get; private set; }

    public readonly int Remaining => _rest.Length;

    public byte ReadByte()
    {
        if (_rest.IsEmpty)
        {
            Missing(CommandStatus.InvalidCommandLength);
            return 0;
        }

        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public uint ReadUInt32()
    {
        if (_rest.Length < sizeof(uint))
        {
            Missing(CommandStatus.InvalidCommandLength);
            return 0;
        }

        var value = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        _rest = _rest[sizeof(uint)..];
        return value;
    }

    /// <summary>Reads a C-octet string (SMPP 3.4 §3.1).</summary>
    /// <param name="maxBytes">Its most octets with the NUL.</param>
    /// <param name="tooLong">What to answer when it is longer.</param>
    public string ReadCString(int maxBytes, CommandStatus tooLong)
    {
        var end = _rest.IndexOf((byte)0);
        if (end == 0)
        {
            _rest = _rest[1..];
            return string.Empty;
        }

        if (end < 0 && !lenient)
        {
            Missing(CommandStatus.InvalidCommandLength);
            return string.Empty;
        }

        var text = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        if (text.Length >= maxBytes)
        {
            Fail(tooLong);
            text = text[..(maxBytes - 1)];
        }

        return Encoding.Latin1.GetString(text);
    }

    public SmppAddress ReadAddress(int maxBytes, CommandStatus tooLong) => new(ReadByte(), ReadByte(), ReadCString(maxBytes, tooLong));

    /// <summary>Reads sm_length and short_message into memory of their own.</summary>
    public ReadOnlyMemory<byte> ReadShortMessage()
    {
        int length = ReadByte();
        if (length > _rest.Length)
        {
            Missing(CommandStatus.InvalidMessageLength);
            return default;
        }

        var octets = length == 0 ? default : new ReadOnlyMemory<byte>(_rest[..length].ToArray());
        _rest = _rest[length..];
        return octets;
    }

    /// <summary>Reads the rest as TLVs, whose values share one copy of it.</summary>
    public void ReadTlvs(Pdu pdu)
    {
        if (_rest.IsEmpty || !Fault.IsOk)
        {
            return;
        }

        if (!TlvStream.IsWellFormed(_rest) && !lenient)
        {
            Fail(CommandStatus.InvalidTlvStream);
            return;
        }

        TlvStream.Read(_rest.ToArray(), pdu.Tlvs);
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
        _rest = default;
    }
}
