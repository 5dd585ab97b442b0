using CsCheck;
using OrleansSms.Smpp.Text;

namespace OrleansSms.Smpp.Tests.Text;

public sealed class SmsDecoderTests
{
    [Theory]
    [InlineData(0x00, "00111B65", "@_€", SmsEncoding.Gsm7)]
    [InlineData(0x00, "09", "Ç", SmsEncoding.Gsm7)]
    [InlineData(0x00, "611B", "a ", SmsEncoding.Gsm7)]
    [InlineData(0x00, "1B1B61", " a", SmsEncoding.Gsm7)]
    [InlineData(0x00, "1B61", "a", SmsEncoding.Gsm7)]
    [InlineData(0x01, "405F5B", "@_[", SmsEncoding.Gsm7)]
    [InlineData(0x03, "E9A4", "é¤", SmsEncoding.Latin1)]
    [InlineData(0x04, "0102", "", SmsEncoding.Binary)]
    [InlineData(0x02, "0102", "", SmsEncoding.Binary)]
    [InlineData(0x06, "BFE0", "Пр", SmsEncoding.Ucs2)]
    [InlineData(0x07, "F9EC", "ש\u05DC", SmsEncoding.Ucs2)]
    [InlineData(0x08, "4E2DD83DDE00", "中😀", SmsEncoding.Ucs2)]
    [InlineData(0x08, "4E2DD8", "中", SmsEncoding.Ucs2)]
    [InlineData(0x10, "00", "@", SmsEncoding.Gsm7)]
    [InlineData(0x18, "4E2D", "中", SmsEncoding.Ucs2)]
    [InlineData(0xF0, "00", "@", SmsEncoding.Gsm7)]
    [InlineData(0xF5, "00", "", SmsEncoding.Binary)]
    [InlineData(0xE0, "4E2D", "中", SmsEncoding.Ucs2)]
    public void Octets_are_read_by_data_coding(byte dataCoding, string hex, string text, SmsEncoding encoding)
    {
        var decoded = SmsDecoder.Decode(dataCoding, udhi: false, Convert.FromHexString(hex));

        Assert.Equal((encoding, text, hex), (decoded.Encoding, decoded.Text, Convert.ToHexString(decoded.Body.Span)));
    }

    [Theory]
    [InlineData(DefaultAlphabet.Latin1, "é")]
    [InlineData(DefaultAlphabet.Ascii, "\uFFFD")]
    [InlineData(DefaultAlphabet.Gsm0338Unpacked, "\uFFFD")]
    public void Data_coding_0_means_what_the_bind_says(DefaultAlphabet alphabet, string text) =>
        Assert.Equal(text, SmsDecoder.Decode(0, udhi: false, [0xE9], alphabet).Text);

    [Fact]
    public void Code_0x09_is_a_small_cedilla_where_the_bind_says_so() =>
        Assert.Equal("ç", SmsDecoder.Decode(0, udhi: false, [0x09], DefaultAlphabet.Gsm0338SmallCedilla).Text);

    [Theory]
    [InlineData("050003AB0201", ConcatenationMode.Udh8, 0xAB, 2, 1)]
    [InlineData("06080412AB0302", ConcatenationMode.Udh16, 0x12AB, 3, 2)]
    [InlineData("08FF01000003AB0201", ConcatenationMode.Udh8, 0xAB, 2, 1)]
    public void A_header_says_which_segment_it_is(string header, ConcatenationMode mode, int reference, byte total, byte sequence)
    {
        var decoded = SmsDecoder.Decode(0, udhi: true, Convert.FromHexString(header + "61"));

        Assert.Equal(new ConcatenationInfo(mode, (ushort)reference, total, sequence), decoded.Concatenation);
        Assert.Equal("a", decoded.Text);
    }

    [Theory]
    [InlineData("050003AB0200")]
    [InlineData("050003AB0000")]
    [InlineData("050003AB0203")]
    [InlineData("040002AB02")]
    [InlineData("050009AB0201")]
    public void A_header_that_makes_no_sense_is_passed_over(string header)
    {
        var decoded = SmsDecoder.Decode(0, udhi: true, Convert.FromHexString(header + "61"));

        Assert.Null(decoded.Concatenation);
        Assert.Equal("a", decoded.Text);
    }

    [Fact]
    public void Octets_that_are_too_short_for_their_header_are_content() =>
        Assert.Equal("ab", SmsDecoder.Decode(3, udhi: true, "ab"u8).Text);

    [Fact]
    public void Ports_are_read()
    {
        Assert.Equal(new PortAddress(9200, 5505), SmsDecoder.Decode(4, udhi: true, Convert.FromHexString("06050423F01581FF")).Port);
        Assert.Equal(new PortAddress(0x50, 0x51), SmsDecoder.Decode(4, udhi: true, Convert.FromHexString("0404025051FF")).Port);
    }

    [Fact]
    public void Shift_tables_in_the_header_are_honoured()
    {
        Assert.Equal("ş", SmsDecoder.Decode(0, udhi: true, Convert.FromHexString("032401011B73")).Text);
        Assert.Equal("ş", SmsDecoder.Decode(0, udhi: true, Convert.FromHexString("032501011D")).Text);
    }

    [Fact]
    public void Packed_septets_follow_the_standard()
    {
        Assert.Equal("E8329BFD4697D9EC37", Convert.ToHexString(GsmPacking.Pack("hellohello"u8)));
        Assert.Equal("hellohello"u8.ToArray(), GsmPacking.Unpack(Convert.FromHexString("E8329BFD4697D9EC37"), 10));
        Assert.Equal(1, GsmPacking.FillBits(6));
    }

    [Fact]
    public void Packing_and_unpacking_gives_the_septets_back() =>
        Gen.Select(Gen.Byte[0, 127].Array[0, 200], Gen.Int[0, 6]).Sample((septets, fill) =>
            Assert.Equal(septets, GsmPacking.Unpack(GsmPacking.Pack(septets, fill), septets.Length, fill)));
}
