using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OrleansSms.Load.Carrier;

/// <summary>The body of a deliver_sm that says DELIVRD (SMPP 3.4 §4.6.1, appendix B), with places for what differs from one receipt to the next.</summary>
internal sealed class ReceiptTemplate
{
    public const int IdDigits = 10;
    private const int RecipientDigits = 11;
    private const ushort ReceiptedMessageId = 0x001E;
    private const ushort MessageState = 0x0427;
    private const byte Delivered = 2;

    // service_type, source_addr_ton, source_addr_npi
    private const int RecipientAt = 3;
    private readonly int _textIdAt;
    private readonly int _tlvIdAt;
    private readonly byte[] _body;

    public ReceiptTemplate(DateTimeOffset now)
    {
        var date = now.ToString("yyMMddHHmm", CultureInfo.InvariantCulture);
        var text = $"id:{new string('0', IdDigits)} sub:001 dlvrd:001 submit date:{date} done date:{date} stat:DELIVRD err:000 text:";
        var body = new List<byte>();
        body.AddRange([0, 1, 1, .. new byte[RecipientDigits], 0, 5, 0, .. "Load"u8, 0]);

        // esm_class says receipt; then protocol_id to sm_default_msg_id.
        body.AddRange([0x04, 0, 0, 0, 0, 0, 0, 0, 0, (byte)text.Length]);
        _textIdAt = body.Count + "id:".Length;
        body.AddRange(Encoding.ASCII.GetBytes(text));
        body.AddRange([.. Tlv(ReceiptedMessageId, IdDigits + 1)]);
        _tlvIdAt = body.Count;
        body.AddRange([.. new byte[IdDigits], 0, .. Tlv(MessageState, 1), Delivered]);
        _body = [.. body];
    }

    public ReadOnlySpan<byte> Body => _body;

    /// <summary>Writes into a copy of <see cref="Body"/>.</summary>
    public void Fill(Span<byte> copy, in Receipt receipt)
    {
        Digits.Write(copy.Slice(RecipientAt, RecipientDigits), receipt.Recipient);
        Digits.Write(copy.Slice(_textIdAt, IdDigits), receipt.Message);
        Digits.Write(copy.Slice(_tlvIdAt, IdDigits), receipt.Message);
    }

    private static byte[] Tlv(ushort tag, int length)
    {
        var head = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(head, tag);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)length);
        return head;
    }
}
