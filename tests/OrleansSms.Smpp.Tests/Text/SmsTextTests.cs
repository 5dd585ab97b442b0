using OrleansSms.Smpp.Text;

namespace OrleansSms.Smpp.Tests.Text;

public sealed class SmsTextTests
{
    [Fact]
    public void An_empty_text_is_one_segment() => Assert.Equal(new TextSize(SmsEncoding.Gsm7, 1, 0), SmsText.Measure(""));

    [Fact]
    public void The_units_left_are_those_of_the_last_segment()
    {
        Assert.Equal(150, SmsText.Analyze("0123456789").UnitsLeft);
        Assert.Equal(153 - 8, SmsText.Analyze(new string('a', 161)).UnitsLeft);
        Assert.Equal(153 - 1, SmsText.Analyze(new string('a', 152) + "€" + new string('a', 152)).UnitsLeft);
    }

    [Fact]
    public void The_preview_names_every_forcing_character_with_its_position()
    {
        var analysis = SmsText.Analyze("a😀b中");

        Assert.Equal([new CharacterIssue(1, "😀"), new CharacterIssue(4, "中")], analysis.Forcing);
    }

    [Fact]
    public void With_smart_encoding_only_what_cannot_be_replaced_is_named()
    {
        var analysis = SmsText.Analyze("“中”", smartEncoding: true);

        Assert.Equal("“中”", analysis.Text);
        Assert.Equal(new CharacterIssue(1, "中"), Assert.Single(analysis.Forcing));
    }

    [Fact]
    public void Insisting_on_GSM_sends_question_marks_and_says_so()
    {
        var analysis = SmsText.Analyze("a😀b", EncodingChoice.Gsm7);

        Assert.Equal((SmsEncoding.Gsm7, "a?b", 3), (analysis.Encoding, analysis.Text, analysis.Units));
        Assert.Single(analysis.Forcing);
    }

    [Fact]
    public void Insisting_on_UCS_2_sends_plain_letters_as_UCS_2()
    {
        var analysis = SmsText.Analyze(new string('a', 71), EncodingChoice.Ucs2);

        Assert.Equal((SmsEncoding.Ucs2, 2), (analysis.Encoding, analysis.Segments));
        Assert.Empty(analysis.Forcing);
    }

    [Fact]
    public void Unpaired_surrogates_become_replacement_characters() =>
        Assert.Equal("a\uFFFD\uFFFDb😀", SmsText.Analyze("a\uDC00\uD800b😀").Text);

    [Fact]
    public void A_Turkish_text_fits_its_tables()
    {
        var text = "Işığı kapatıp gel, şu ağacın altında";
        var analysis = SmsText.Analyze(text, shift: NationalShift.Of(NationalLanguage.Turkish));

        Assert.Equal((SmsEncoding.Gsm7, 1, text), (analysis.Encoding, analysis.Segments, analysis.Text));
        Assert.Equal(SmsEncoding.Ucs2, SmsText.Analyze(text).Encoding);
    }

    [Fact]
    public void National_tables_are_left_out_when_the_default_alphabet_will_do() =>
        Assert.True(SmsText.Analyze("merhaba", shift: NationalShift.Of(NationalLanguage.Turkish)).Shift.IsNone);

    [Theory]
    [InlineData(DefaultAlphabet.Latin1, "é", SmsEncoding.Gsm7)]
    [InlineData(DefaultAlphabet.Latin1, "€", SmsEncoding.Ucs2)]
    [InlineData(DefaultAlphabet.Ascii, "[", SmsEncoding.Gsm7)]
    [InlineData(DefaultAlphabet.Ascii, "é", SmsEncoding.Ucs2)]
    [InlineData(DefaultAlphabet.Gsm0338SmallCedilla, "ç", SmsEncoding.Gsm7)]
    [InlineData(DefaultAlphabet.Gsm0338SmallCedilla, "Ç", SmsEncoding.Ucs2)]
    public void The_alphabet_of_the_bind_decides_what_fits(DefaultAlphabet alphabet, string text, SmsEncoding encoding) =>
        Assert.Equal(encoding, SmsText.Measure(text, alphabet: alphabet).Encoding);

    [Fact]
    public void Measuring_a_plain_text_allocates_nothing()
    {
        var text = new string('a', 300);
        SmsText.Measure(text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        SmsText.Measure(text);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void The_list_of_forcing_characters_ends_somewhere() =>
        Assert.Equal(TextAnalysis.MaxForcing, SmsText.Analyze(new string('中', 1_000)).Forcing.Count);
}
