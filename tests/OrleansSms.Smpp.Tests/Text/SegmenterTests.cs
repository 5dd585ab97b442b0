using OrleansSms.Smpp.Text;

namespace OrleansSms.Smpp.Tests.Text;

public sealed class SegmenterTests
{
    [Fact]
    public void One_segment_has_no_header()
    {
        var segment = Assert.Single(Segmenter.Split("Hi @€", SmsEncoding.Gsm7));

        Assert.Equal("486920001B65", Convert.ToHexString(segment.UserData.Span));
        Assert.Equal((0, false, 0, 1), (segment.DataCoding, segment.HasUdh, segment.Index, segment.Total));
    }

    [Fact]
    public void An_8_bit_reference_heads_every_segment()
    {
        var segments = Segmenter.Split(new string('a', 161), SmsEncoding.Gsm7, ConcatenationMode.Udh8, reference: 0x12AB);

        Assert.Equal("050003AB0201", Convert.ToHexString(segments[0].UserData.Span[..6]));
        Assert.Equal("050003AB0202", Convert.ToHexString(segments[1].UserData.Span[..6]));
        Assert.Equal((153 + 6, 8 + 6), (segments[0].UserData.Length, segments[1].UserData.Length));
        Assert.All(segments, segment => Assert.True(segment.HasUdh));
    }

    [Fact]
    public void A_16_bit_reference_takes_one_octet_more()
    {
        var segments = Segmenter.Split(new string('中', 71), SmsEncoding.Ucs2, ConcatenationMode.Udh16, reference: 0x12AB);

        Assert.Equal("06080412AB0201", Convert.ToHexString(segments[0].UserData.Span[..7]));
        Assert.Equal((132 + 7, (byte)8), (segments[0].UserData.Length, segments[0].DataCoding));
    }

    [Fact]
    public void Sar_values_travel_beside_the_text()
    {
        var segments = Segmenter.Split(new string('a', 161), SmsEncoding.Gsm7, ConcatenationMode.Sar, reference: 0x12AB);

        Assert.Equal([new SarReference(0x12AB, 2, 1), new SarReference(0x12AB, 2, 2)], segments.Select(segment => segment.Sar!.Value));
        Assert.All(segments, segment => Assert.False(segment.HasUdh));
        Assert.Null(Segmenter.Split("a", SmsEncoding.Gsm7, ConcatenationMode.Sar)[0].Sar);
    }

    [Fact]
    public void A_long_payload_is_one_PDU()
    {
        var segment = Assert.Single(Segmenter.Split(new string('a', 500), SmsEncoding.Gsm7, ConcatenationMode.MessagePayload));

        Assert.Equal((true, 500), (segment.InPayload, segment.UserData.Length));
        Assert.False(Segmenter.Split("a", SmsEncoding.Gsm7, ConcatenationMode.MessagePayload)[0].InPayload);
    }

    [Fact]
    public void Shift_tables_are_named_in_the_header()
    {
        var analysis = SmsText.Analyze("ş", shift: new NationalShift(NationalLanguage.None, NationalLanguage.Turkish));
        var segment = Assert.Single(Segmenter.Split(analysis.Text, analysis.Encoding, shift: analysis.Shift));

        Assert.Equal("032401011B73", Convert.ToHexString(segment.UserData.Span));
        Assert.True(segment.HasUdh);
    }

    [Theory]
    [InlineData(DefaultAlphabet.Gsm0338Unpacked, "@_€", "00111B65")]
    [InlineData(DefaultAlphabet.Latin1, "@_é", "405FE9")]
    [InlineData(DefaultAlphabet.Ascii, "@_[", "405F5B")]
    [InlineData(DefaultAlphabet.Gsm0338Unpacked, "Ç", "09")]
    [InlineData(DefaultAlphabet.Gsm0338SmallCedilla, "ç", "09")]
    [InlineData(DefaultAlphabet.Gsm0338Unpacked, "中", "3F")]
    public void The_alphabet_of_the_bind_decides_the_octets(DefaultAlphabet alphabet, string text, string hex) =>
        Assert.Equal(hex, Convert.ToHexString(Segmenter.Split(text, SmsEncoding.Gsm7, alphabet: alphabet)[0].UserData.Span));

    [Fact]
    public void Binary_data_is_split_at_134_octets()
    {
        var segments = Segmenter.SplitBinary(new byte[141], reference: 7);

        Assert.Equal([140, 13], segments.Select(segment => segment.UserData.Length));
        Assert.All(segments, segment => Assert.Equal(4, segment.DataCoding));
    }

    [Fact]
    public void More_than_255_segments_are_refused()
    {
        Assert.Equal(255, Segmenter.Split(new string('a', 153 * 255), SmsEncoding.Gsm7).Count);
        Assert.Throws<ArgumentException>(() => Segmenter.Split(new string('a', (153 * 255) + 1), SmsEncoding.Gsm7));
        Assert.Throws<ArgumentException>(() => Segmenter.Split(new string('a', 65536), SmsEncoding.Gsm7, ConcatenationMode.MessagePayload));
    }
}
