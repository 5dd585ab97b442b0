namespace OrleansSms.Smpp.Text;

/// <summary>Splits a text or binary data into segments, encoded and with their user data headers. Pure.</summary>
public static class Segmenter
{
    /// <summary>Segments in one message: the header counts them in one octet (3GPP TS 23.040 §9.2.3.24.1).</summary>
    public const int MaxSegments = 255;

    /// <summary>Octets that the TLV message_payload holds (SMPP 3.4 §5.3.2.32).</summary>
    public const int MaxPayloadOctets = 65535;

    /// <summary>Splits a text. An escape pair and a surrogate pair stay in one segment.</summary>
    /// <param name="text">The text as it is to be sent: <see cref="TextAnalysis.Text"/>. A character without a code becomes <c>?</c>.</param>
    /// <param name="encoding">GSM 7-bit, UCS-2 or Latin-1.</param>
    /// <param name="mode">How the segments are tied together when there are several.</param>
    /// <param name="alphabet">What data_coding 0 means at the SMSC.</param>
    /// <param name="reference">The concatenation reference; its low octet in an 8-bit header.</param>
    /// <param name="shift">The national language tables the text needs: <see cref="TextAnalysis.Shift"/>. For GSM 7-bit only.</param>
    /// <returns>The segments in order, at least one.</returns>
    /// <exception cref="ArgumentException">The text takes more than <see cref="MaxSegments"/> segments or <see cref="MaxPayloadOctets"/>.</exception>
    public static IReadOnlyList<Segment> Split(
        string text,
        SmsEncoding encoding,
        ConcatenationMode mode = ConcatenationMode.Udh8,
        DefaultAlphabet alphabet = DefaultAlphabet.Gsm0338Unpacked,
        ushort reference = 0,
        NationalShift shift = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfEqual((int)encoding, (int)SmsEncoding.Binary, nameof(encoding));
        var tables = encoding == SmsEncoding.Gsm7 ? shift.On(alphabet) : default;
        var writer = new SegmentWriter(encoding, GsmAlphabet.For(tables, alphabet), alphabet, mode, reference, tables);
        var layout = TextLayout.Of(text, encoding, writer.Alphabet, mode, tables);
        if (layout.Segments == 1 || mode == ConcatenationMode.MessagePayload)
        {
            return [writer.Whole(text, inPayload: layout.Segments > 1)];
        }

        CheckCount(layout.Segments);
        var segments = new Segment[layout.Segments];
        var start = 0;
        for (var index = 0; index < segments.Length; index++)
        {
            var end = TextLayout.Next(text, start, layout.UnitsPerSegment, encoding, writer.Alphabet, out _);
            segments[index] = writer.Part(text.AsSpan(start, end - start), index, segments.Length);
            start = end;
        }

        return segments;
    }

    /// <summary>Splits 8-bit data, sent with data_coding 4.</summary>
    /// <param name="data">The octets, without a user data header.</param>
    /// <param name="mode">How the segments are tied together when there are several.</param>
    /// <param name="reference">The concatenation reference; its low octet in an 8-bit header.</param>
    /// <returns>The segments in order, at least one.</returns>
    /// <exception cref="ArgumentException">The data takes more than <see cref="MaxSegments"/> segments or <see cref="MaxPayloadOctets"/>.</exception>
    public static IReadOnlyList<Segment> SplitBinary(ReadOnlyMemory<byte> data, ConcatenationMode mode = ConcatenationMode.Udh8, ushort reference = 0)
    {
        var plain = GsmAlphabet.For(default, DefaultAlphabet.Gsm0338Unpacked);
        var writer = new SegmentWriter(SmsEncoding.Binary, plain, DefaultAlphabet.Gsm0338Unpacked, mode, reference, default);
        if (data.Length <= SegmentSize.UserDataOctets || mode == ConcatenationMode.MessagePayload)
        {
            return [writer.Whole(data.Span, inPayload: data.Length > SegmentSize.UserDataOctets)];
        }

        var per = SegmentSize.Units(SmsEncoding.Binary, SegmentSize.HeaderOctets(mode, concatenated: true, default));
        var count = (data.Length + per - 1) / per;
        CheckCount(count);
        var segments = new Segment[count];
        for (var index = 0; index < count; index++)
        {
            var start = index * per;
            segments[index] = writer.Part(data.Span.Slice(start, Math.Min(per, data.Length - start)), index, count);
        }

        return segments;
    }

    private static void CheckCount(int segments)
    {
        if (segments > MaxSegments)
        {
            throw new ArgumentException($"The message takes {segments} segments; at most {MaxSegments} can be concatenated.");
        }
    }
}
