using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using OrleansSms.Smpp.Text;

namespace OrleansSms.Smpp.Receipts;

/// <summary>Reads delivery receipts in all the forms that carriers send. Pure; never throws on what a peer sends.</summary>
public static class ReceiptParser
{
    private const byte ReceiptBit = 0x04;
    private const byte IntermediateBit = 0x20;
    private const byte UdhiBit = 0x40;

    // A receipt has about 120 characters and 20 of the text. What comes after is not looked at.
    private const int MostCharacters = 512;

    // Without a mark in esm_class, a text with an unknown state needs this many of the eight fields to be taken for a receipt.
    private const int FieldsThatConvince = 4;

    /// <summary>Reads a delivery receipt.</summary>
    /// <param name="input">The message that may be one.</param>
    /// <param name="dialect">How the carrier writes receipts.</param>
    /// <param name="receipt">The receipt.</param>
    /// <returns>
    /// False when the message is no receipt, or names no message id: with esm_class 0x04 or 0x20 it is then for the operator to look at, otherwise an
    /// MO message.
    /// </returns>
    public static bool TryParse(in ReceiptInput input, ReceiptDialect dialect, [NotNullWhen(true)] out DeliveryReceipt? receipt)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var body = input.Body;
        if ((input.EsmClass & UdhiBit) != 0 && UserDataHeader.TryRead(body, out var header))
        {
            body = body[header.Length..];
        }

        var wide = IsWide(input.DataCoding, body);
        Span<byte> narrow = stackalloc byte[MostCharacters];
        var text = wide ? Narrow(body, narrow) : body[..Math.Min(body.Length, MostCharacters)];
        var fields = ReceiptFields.Scan(text.TrimEnd((byte)0));
        receipt = null;
        var tlvId = Terminated(input.ReceiptedMessageId);
        var id = tlvId.IsEmpty ? fields.Word(ReceiptField.Id) : tlvId;
        var state = StateOf(input.MessageState, fields);
        if (id.IsEmpty || !IsReceipt(input.EsmClass, hasTlv: !tlvId.IsEmpty, fields, state))
        {
            return false;
        }

        receipt = new DeliveryReceipt
        {
            MessageId = TextOf(id),
            IdFromTlv = !tlvId.IsEmpty,
            Intermediate = (input.EsmClass & IntermediateBit) != 0,
            State = state,
            RawState = Known(fields.Word(ReceiptField.Stat)),
            Error = Known(fields.Word(ReceiptField.Error)) ?? NetworkError(input.NetworkErrorCode),
            SubmitDate = ReceiptDate.Parse(fields.Value(ReceiptField.SubmitDate), dialect.Zone),
            DoneDate = ReceiptDate.Parse(fields.Value(ReceiptField.DoneDate), dialect.Zone),
            Submitted = Number(fields.Word(ReceiptField.Submitted)),
            Delivered = Number(fields.Word(ReceiptField.Delivered)),
            Text = Content(input.DataCoding, body, wide, fields.Range(ReceiptField.Text), dialect.Alphabet),
        };
        return true;
    }

    private static bool IsReceipt(byte esmClass, bool hasTlv, in ReceiptFields fields, ReceiptState state)
    {
        if (hasTlv || (esmClass & (ReceiptBit | IntermediateBit)) != 0)
        {
            return true;
        }

        return fields.Has(ReceiptField.Id) && fields.Has(ReceiptField.Stat)
            && (state != ReceiptState.Unknown || fields.Count >= FieldsThatConvince);
    }

    // The TLV wins, unless it says nothing: 7 is UNKNOWN, and 0 is also sent by those who leave it unset.
    private static ReceiptState StateOf(byte? messageState, in ReceiptFields fields)
    {
        var word = ReceiptStateWords.Parse(fields.Word(ReceiptField.Stat));
        var number = messageState is { } value ? ReceiptStateWords.FromMessageState(value) : ReceiptState.Unknown;
        return number is ReceiptState.Unknown or ReceiptState.Scheduled && word != ReceiptState.Unknown ? word : number;
    }

    // UCS-2 by data_coding, unless the octets are plainly single ones; and the other way round, since both mistakes are made.
    private static bool IsWide(byte dataCoding, ReadOnlySpan<byte> body) =>
        body.Length >= 2 && (dataCoding == DataCodings.Ucs2 || (dataCoding & 0xFC) == 0x18
            ? body[0] is 0 or > 0x7F || body[1] == 0
            : body[0] == 0 && body[1] > ' ');

    private static ReadOnlySpan<byte> Narrow(ReadOnlySpan<byte> body, Span<byte> narrow)
    {
        var length = Math.Min(body.Length / 2, narrow.Length);
        for (var at = 0; at < length; at++)
        {
            narrow[at] = body[at * 2] == 0 ? body[(at * 2) + 1] : (byte)'?';
        }

        return narrow[..length];
    }

    private static ReadOnlySpan<byte> Terminated(ReadOnlySpan<byte> value)
    {
        var end = value.IndexOf((byte)0);
        return (end < 0 ? value : value[..end]).Trim(" \t\r\n"u8);
    }

    private static string? Content(byte dataCoding, ReadOnlySpan<byte> body, bool wide, (int Start, int Length) range, DefaultAlphabet alphabet)
    {
        if (range.Length == 0)
        {
            return null;
        }

        if (wide)
        {
            return SmsDecoder.TextOf(DataCodings.Ucs2, body.Slice(range.Start * 2, range.Length * 2), alphabet);
        }

        var coding = dataCoding == DataCodings.Ucs2 ? DataCodings.Latin1 : dataCoding;
        return SmsDecoder.TextOf(coding, body.Slice(range.Start, range.Length), alphabet);
    }

    // The commonest values without a new string for each receipt.
    private static string? Known(ReadOnlySpan<byte> word) => word switch
    {
        [] => null,
        _ when word.SequenceEqual("DELIVRD"u8) => "DELIVRD",
        _ when word.SequenceEqual("UNDELIV"u8) => "UNDELIV",
        _ when word.SequenceEqual("000"u8) => "000",
        _ => TextOf(word),
    };

    // Ids and states are ASCII wherever they come from, except that some SMSCs send the underscore of GSM 03.38.
    private static string TextOf(ReadOnlySpan<byte> word)
    {
        var text = Encoding.Latin1.GetString(word);
        return text.Contains('\u0011', StringComparison.Ordinal) ? text.Replace('\u0011', '_') : text;
    }

    private static int? Number(ReadOnlySpan<byte> word) =>
        Utf8Parser.TryParse(word, out int number, out var used) && used == word.Length && number >= 0 ? number : null;

    // Network type and code (SMPP 3.4 §5.3.2.31).
    private static string? NetworkError(ReadOnlySpan<byte> value) =>
        value.Length == 3 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value[0]}:{(value[1] << 8) | value[2]}") : null;
}
