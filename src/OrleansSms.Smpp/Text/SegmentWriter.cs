using System.Buffers.Binary;

namespace OrleansSms.Smpp.Text;

// Encodes the segments of one message: header, then text.
internal readonly record struct SegmentWriter(
    SmsEncoding Encoding, GsmAlphabet Alphabet, DefaultAlphabet Default, ConcatenationMode Mode, ushort Reference, NationalShift Shift)
{
    private byte DataCoding => Encoding switch
    {
        SmsEncoding.Gsm7 => DataCodings.Default,
        SmsEncoding.Ucs2 => DataCodings.Ucs2,
        SmsEncoding.Latin1 => DataCodings.Latin1,
        _ => DataCodings.Binary,
    };

    internal Segment Whole(ReadOnlySpan<char> text, bool inPayload) => Checked(text, 0, 1, inPayload);

    internal Segment Whole(ReadOnlySpan<byte> data, bool inPayload)
    {
        CheckPayload(data.Length);
        return new Segment(data.ToArray(), DataCoding, HasUdh: false, 0, 1) { InPayload = inPayload };
    }

    internal Segment Part(ReadOnlySpan<char> text, int index, int total) =>
        Checked(text, index, total, inPayload: false) with { Sar = SarOf(index, total) };

    internal Segment Part(ReadOnlySpan<byte> data, int index, int total)
    {
        var header = HeaderLength(total);
        var octets = new byte[header + data.Length];
        WriteHeader(octets, index, total);
        data.CopyTo(octets.AsSpan(header));
        return new Segment(octets, DataCoding, header > 0, index, total) { Sar = SarOf(index, total) };
    }

    private Segment Checked(ReadOnlySpan<char> text, int index, int total, bool inPayload)
    {
        var header = HeaderLength(total);
        var length = header + TextLength(text);
        CheckPayload(length);
        var octets = new byte[length];
        WriteHeader(octets, index, total);
        WriteText(text, octets.AsSpan(header));
        return new Segment(octets, DataCoding, header > 0, index, total) { InPayload = inPayload };
    }

    private SarReference? SarOf(int index, int total) =>
        Mode == ConcatenationMode.Sar ? new SarReference(Reference, (byte)total, (byte)(index + 1)) : null;

    private bool HasConcatenation(int total) => total > 1 && Mode is (ConcatenationMode.Udh8 or ConcatenationMode.Udh16);

    private int HeaderLength(int total) => SegmentSize.HeaderOctets(Mode, HasConcatenation(total), Shift);

    private void WriteHeader(Span<byte> octets, int index, int total)
    {
        var length = HeaderLength(total);
        if (length == 0)
        {
            return;
        }

        octets[0] = (byte)(length - 1);
        var at = 1;
        if (HasConcatenation(total))
        {
            at += WriteConcatenation(octets[at..], index, total);
        }

        at += WriteTable(octets[at..], UserDataHeader.SingleShift, Shift.SingleShift);
        _ = WriteTable(octets[at..], UserDataHeader.LockingShift, Shift.LockingShift);
    }

    private int WriteConcatenation(Span<byte> octets, int index, int total)
    {
        var wide = Mode == ConcatenationMode.Udh16;
        octets[0] = wide ? UserDataHeader.Concatenation16 : UserDataHeader.Concatenation8;
        octets[1] = (byte)(wide ? 4 : 3);
        if (wide)
        {
            BinaryPrimitives.WriteUInt16BigEndian(octets[2..], Reference);
        }
        else
        {
            octets[2] = (byte)Reference;
        }

        var at = wide ? 4 : 3;
        octets[at] = (byte)total;
        octets[at + 1] = (byte)(index + 1);
        return at + 2;
    }

    private static int WriteTable(Span<byte> octets, byte element, NationalLanguage language)
    {
        if (language == NationalLanguage.None)
        {
            return 0;
        }

        octets[0] = element;
        octets[1] = 1;
        octets[2] = (byte)language;
        return 3;
    }

    private int TextLength(ReadOnlySpan<char> text) => Encoding switch
    {
        SmsEncoding.Ucs2 => text.Length * 2,
        SmsEncoding.Gsm7 when Default is not (DefaultAlphabet.Latin1 or DefaultAlphabet.Ascii) => TextLayout.Septets(text, Alphabet),
        _ => text.Length,
    };

    private void WriteText(ReadOnlySpan<char> text, Span<byte> octets)
    {
        if (Encoding == SmsEncoding.Ucs2)
        {
            System.Text.Encoding.BigEndianUnicode.GetBytes(text, octets);
        }
        else if (Encoding == SmsEncoding.Gsm7 && Default is not (DefaultAlphabet.Latin1 or DefaultAlphabet.Ascii))
        {
            WriteSeptets(text, octets);
        }
        else
        {
            for (var index = 0; index < text.Length; index++)
            {
                var known = Encoding == SmsEncoding.Latin1 ? text[index] <= 0xFF : Alphabet.Has(text[index]);
                octets[index] = known ? (byte)text[index] : GsmAlphabet.QuestionMark;
            }
        }
    }

    private void WriteSeptets(ReadOnlySpan<char> text, Span<byte> octets)
    {
        var at = 0;
        foreach (var character in text)
        {
            var code = Alphabet.Code(character);
            if (code == GsmAlphabet.None)
            {
                octets[at++] = GsmAlphabet.QuestionMark;
                continue;
            }

            if (code >= 0x80)
            {
                octets[at++] = GsmAlphabet.Escape;
            }

            octets[at++] = (byte)code;
        }
    }

    private static void CheckPayload(int octets)
    {
        if (octets > Segmenter.MaxPayloadOctets)
        {
            throw new ArgumentException($"The message takes {octets} octets; message_payload holds {Segmenter.MaxPayloadOctets}.");
        }
    }
}
