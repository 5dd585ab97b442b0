using OrleansSms.Smpp.Text;

namespace OrleansSms.Smpp.Tests.Text;

public sealed class SmsTextVectorTests
{
    private const string Emoji = "😀";

    public static TheoryData<string, SmsEncoding, int> Vectors => new()
    {
        { A(160), SmsEncoding.Gsm7, 1 },
        { A(161), SmsEncoding.Gsm7, 2 },
        { A(306), SmsEncoding.Gsm7, 2 },
        { A(307), SmsEncoding.Gsm7, 3 },
        { A(158) + "€", SmsEncoding.Gsm7, 1 },
        { A(159) + "€", SmsEncoding.Gsm7, 2 },
        { A(152) + "€" + A(151), SmsEncoding.Gsm7, 2 },
        { A(152) + "€" + A(152), SmsEncoding.Gsm7, 3 },
        { Of(']', 80), SmsEncoding.Gsm7, 1 },
        { Of(']', 81), SmsEncoding.Gsm7, 2 },
        { Of(']', 152), SmsEncoding.Gsm7, 2 },
        { Of(']', 153), SmsEncoding.Gsm7, 3 },
        { Of('中', 70), SmsEncoding.Ucs2, 1 },
        { Of('中', 71), SmsEncoding.Ucs2, 2 },
        { Of('中', 134), SmsEncoding.Ucs2, 2 },
        { Of('中', 135), SmsEncoding.Ucs2, 3 },
        { Of('中', 66) + Emoji + Of('中', 65), SmsEncoding.Ucs2, 2 },
        { Of('中', 66) + Emoji + Of('中', 66), SmsEncoding.Ucs2, 3 },
        { Emojis(35), SmsEncoding.Ucs2, 1 },
        { Emojis(36), SmsEncoding.Ucs2, 2 },
        { Emojis(66), SmsEncoding.Ucs2, 2 },
        { Emojis(67), SmsEncoding.Ucs2, 3 },
        { Of('ç', 160), SmsEncoding.Ucs2, 3 },
        { Of('Ç', 160), SmsEncoding.Gsm7, 1 },
        { Of('é', 70), SmsEncoding.Gsm7, 1 },
        { string.Concat(Enumerable.Repeat("e\u0301", 70)), SmsEncoding.Gsm7, 1 },
        { A(80) + "\r\n" + A(79), SmsEncoding.Gsm7, 2 },
        { A(80) + "\n" + A(79), SmsEncoding.Gsm7, 1 },
        { "It’s “on” – now…", SmsEncoding.Ucs2, 1 },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_text_takes_the_encoding_and_the_segments_it_should(string text, SmsEncoding encoding, int segments)
    {
        var analysis = SmsText.Analyze(text);

        Assert.Equal((encoding, segments), (analysis.Encoding, analysis.Segments));
        Assert.Equal(new TextSize(encoding, segments, analysis.Units), SmsText.Measure(text));
        Assert.Equal(segments, Segmenter.Split(analysis.Text, encoding).Count);
    }

    [Fact]
    public void Smart_encoding_makes_a_typographic_text_fit()
    {
        var analysis = SmsText.Analyze("It’s “on” – now…", smartEncoding: true);

        Assert.Equal((SmsEncoding.Gsm7, 1, "It's \"on\" - now..."), (analysis.Encoding, analysis.Segments, analysis.Text));
        Assert.Empty(analysis.Forcing);
    }

    [Theory]
    [InlineData("½")]
    [InlineData("º")]
    [InlineData("ı")]
    [InlineData("ğ")]
    [InlineData("À")]
    [InlineData("\u0391")]
    [InlineData("\t")]
    public void A_character_outside_the_alphabet_forces_UCS_2_and_is_named(string character)
    {
        var analysis = SmsText.Analyze("ab" + character + "c");

        Assert.Equal(SmsEncoding.Ucs2, analysis.Encoding);
        Assert.Equal(new CharacterIssue(2, character), Assert.Single(analysis.Forcing));
    }

    [Theory]
    [InlineData("à")]
    [InlineData("£")]
    [InlineData("¥")]
    [InlineData("¤")]
    [InlineData("Δ")]
    [InlineData("Ω")]
    [InlineData("¡")]
    public void A_character_of_the_alphabet_takes_one_septet(string character)
    {
        var analysis = SmsText.Analyze("ab" + character + "c");

        Assert.Equal((SmsEncoding.Gsm7, 4), (analysis.Encoding, analysis.Units));
        Assert.Empty(analysis.Forcing);
    }

    [Theory]
    [InlineData("\f")]
    [InlineData("^")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("\\")]
    [InlineData("[")]
    [InlineData("~")]
    [InlineData("]")]
    [InlineData("|")]
    [InlineData("€")]
    public void An_extension_character_takes_two_septets(string character) => Assert.Equal(2, SmsText.Measure(character).Units);

    [Theory]
    [InlineData(ConcatenationMode.Udh8, false, SmsEncoding.Gsm7, 160)]
    [InlineData(ConcatenationMode.Udh8, false, SmsEncoding.Latin1, 140)]
    [InlineData(ConcatenationMode.Udh8, false, SmsEncoding.Ucs2, 70)]
    [InlineData(ConcatenationMode.Udh8, true, SmsEncoding.Gsm7, 153)]
    [InlineData(ConcatenationMode.Udh8, true, SmsEncoding.Binary, 134)]
    [InlineData(ConcatenationMode.Udh8, true, SmsEncoding.Ucs2, 67)]
    [InlineData(ConcatenationMode.Udh16, true, SmsEncoding.Gsm7, 152)]
    [InlineData(ConcatenationMode.Udh16, true, SmsEncoding.Binary, 133)]
    [InlineData(ConcatenationMode.Udh16, true, SmsEncoding.Ucs2, 66)]
    public void A_segment_holds_what_its_header_leaves(ConcatenationMode mode, bool concatenated, SmsEncoding encoding, int units) =>
        Assert.Equal(units, SegmentSize.Units(encoding, SegmentSize.HeaderOctets(mode, concatenated, default)));

    [Theory]
    [InlineData(NationalLanguage.None, NationalLanguage.Turkish, false, 155)]
    [InlineData(NationalLanguage.Turkish, NationalLanguage.None, false, 155)]
    [InlineData(NationalLanguage.Turkish, NationalLanguage.Turkish, false, 152)]
    [InlineData(NationalLanguage.None, NationalLanguage.Turkish, true, 149)]
    [InlineData(NationalLanguage.Turkish, NationalLanguage.Turkish, true, 146)]
    public void Shift_tables_take_room_from_the_text(NationalLanguage locking, NationalLanguage shift, bool concatenated, int septets)
    {
        var header = SegmentSize.HeaderOctets(ConcatenationMode.Udh8, concatenated, new NationalShift(locking, shift));

        Assert.Equal(septets, SegmentSize.Units(SmsEncoding.Gsm7, header));
    }

    internal static string Of(char character, int count) => new(character, count);

    private static string A(int count) => Of('a', count);

    private static string Emojis(int count) => string.Concat(Enumerable.Repeat(Emoji, count));
}
