using System.Buffers.Binary;
using System.Text;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Codec;

/// <summary>Writes the fields of a body into a span that is known to be long enough; a field that breaks its limit is the caller's bug and throws.</summary>
internal ref struct BodyWriter(Span<byte> target)
{
    private readonly Span<byte> _target = target;

    public int Written { get; private set; }

    public void WriteByte(byte value) => _target[Written++] = value;

    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_target[Written..], value);
        Written += sizeof(uint);
    }

    /// <summary>Writes a C-octet string in Latin-1 with its NUL.</summary>
    /// <param name="field">The field's name in the specification, for the exception.</param>
    /// <param name="maxBytes">Its most octets with the NUL.</param>
    public void WriteCString(string field, in CString value, int maxBytes)
    {
        if (value.IsOctets)
        {
            var octets = value.Octets;
            octets.CopyTo(_target[Written..]);
            Written += octets.Length;
        }
        else
        {
            WriteText(field, value.Text, maxBytes);
        }

        _target[Written++] = 0;
    }

    public void WriteAddress(string field, in AddressField address, int maxBytes)
    {
        WriteByte(address.Ton);
        WriteByte(address.Npi);
        WriteCString(field, address.Value, maxBytes);
    }

    /// <summary>Writes sm_length and short_message.</summary>
    public void WriteShortMessage(ReadOnlyMemory<byte> message)
    {
        if (message.Length > FieldSizes.ShortMessageBytes)
        {
            throw new ArgumentException($"short_message has at most {FieldSizes.ShortMessageBytes} octets; this has {message.Length}: use the TLV message_payload.");
        }

        WriteByte((byte)message.Length);
        message.Span.CopyTo(_target[Written..]);
        Written += message.Length;
    }

    public void WriteTlvs(TlvList tlvs)
    {
        foreach (var tlv in tlvs)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_target[Written..], tlv.Tag);
            BinaryPrimitives.WriteUInt16BigEndian(_target[(Written + sizeof(ushort))..], (ushort)tlv.Value.Length);
            tlv.Value.Span.CopyTo(_target[(Written + Tlv.HeaderBytes)..]);
            Written += Tlv.HeaderBytes + tlv.Value.Length;
        }
    }

    private void WriteText(string field, string text, int maxBytes)
    {
        if (text.Length >= maxBytes || text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"{field} has at most {maxBytes - 1} characters and no NUL; this has {text.Length}.");
        }

        Written += Encoding.Latin1.GetBytes(text, _target[Written..]);
    }
}
