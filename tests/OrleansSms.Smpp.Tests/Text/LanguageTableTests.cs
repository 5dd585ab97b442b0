using OrleansSms.Smpp.Text;
using OrleansSms.Smpp.Text.Languages;

namespace OrleansSms.Smpp.Tests.Text;

public sealed class LanguageTableTests
{
    public static TheoryData<NationalLanguage> Languages => new(Enum.GetValues<NationalLanguage>());

    // A text in each language, that its tables must carry.
    public static TheoryData<NationalLanguage, string> Samples => new()
    {
        { NationalLanguage.Turkish, "Şu güzel ağaç, İstanbul'da ılık bir gün" },
        { NationalLanguage.Spanish, "Mañana será otro día: ¿Tú? ÁÍÓÚáíóúç" },
        { NationalLanguage.Portuguese, "Amanhã não há pão, avó e avô. ÃÕãõÂâÊêÇçÀà" },
        { NationalLanguage.Bengali, "আমি বাংলায় কথা বলি ৳১২৩" },
        { NationalLanguage.Gujarati, "હું ગુજરાતી બોલું છું ૧૨૩" },
        { NationalLanguage.Hindi, "मैं हिन्दी बोलता हूँ। १२३" },
        { NationalLanguage.Kannada, "ನಾನು ಕನ್ನಡ ಮಾತನಾಡುತ್ತೇನೆ ೧೨೩" },
        { NationalLanguage.Malayalam, "ഞാൻ മലയാളം സംസാരിക്കുന്നു" },
        { NationalLanguage.Oriya, "ମୁଁ ଓଡ଼ିଆ କୁହେ ୧୨୩" },
        { NationalLanguage.Punjabi, "ਮੈਂ ਪੰਜਾਬੀ ਬੋਲਦਾ ਹਾਂ ੧੨੩" },
        { NationalLanguage.Tamil, "நான் தமிழ் பேசுகிறேன் ௧௨௩" },
        { NationalLanguage.Telugu, "నేను తెలుగు మాట్లాడతాను ౧౨౩" },
        { NationalLanguage.Urdu, "میں اردو بولتا ہوں ۱۲۳" },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_table_has_128_codes_and_escapes_at_0x1B(NationalLanguage language)
    {
        Assert.Equal((128, 128), (LanguageTables.Locking(language).Length, LanguageTables.Single(language).Length));
        Assert.Equal('\u001B', LanguageTables.Locking(language)[0x1B]);
        Assert.Equal('\0', LanguageTables.Single(language)[0x1B]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Line_feed_carriage_return_space_digits_and_small_letters_stay_in_place(NationalLanguage language)
    {
        var table = LanguageTables.Locking(language);
        Assert.Equal("\n\r 0123456789", $"{table[0x0A]}{table[0x0D]}{table[0x20]}{table[0x30..0x3A]}");
        Assert.Equal("abcdefghijklmnopqrstuvwxyz", table[0x61..0x7B]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_extension_characters_of_the_default_table_stay_in_place(NationalLanguage language)
    {
        var table = LanguageTables.Single(language);
        foreach (var (code, character) in new[]
                 {
                     (0x14, '^'), (0x28, '{'), (0x29, '}'), (0x2F, '\\'), (0x3C, '['), (0x3D, '~'), (0x3E, ']'), (0x40, '|'),
                 })
        {
            Assert.Equal(character, table[code]);
        }

        Assert.Equal(language == NationalLanguage.Telugu ? '\0' : '€', table[0x65]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_character_of_the_tables_comes_back(NationalLanguage language)
    {
        var shift = NationalShift.Of(language);
        foreach (var character in LanguageTables.Locking(shift.LockingShift) + LanguageTables.Single(shift.SingleShift))
        {
            if (character is '\0' or '\u001B')
            {
                continue;
            }

            var segment = Segmenter.Split(character.ToString(), SmsEncoding.Gsm7, shift: shift)[0];
            Assert.Equal(character.ToString(), SmsDecoder.Decode(0, segment.HasUdh, segment.UserData.Span).Text);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_text_in_the_language_fits_its_tables_and_comes_back(NationalLanguage language, string text)
    {
        var analysis = SmsText.Analyze(text, shift: NationalShift.Of(language));
        var segment = Assert.Single(Segmenter.Split(analysis.Text, analysis.Encoding, shift: analysis.Shift));

        Assert.Equal(SmsEncoding.Gsm7, analysis.Encoding);
        Assert.False(analysis.Shift.IsNone);
        Assert.Equal(analysis.Text, SmsDecoder.Decode(segment.DataCoding, segment.HasUdh, segment.UserData.Span).Text);
    }

    // Codes on which transcriptions of the standard are known to differ.
    [Theory]
    [InlineData(NationalLanguage.Turkish, 0x1F, 'É')]
    [InlineData(NationalLanguage.Turkish, 0x04, '€')]
    [InlineData(NationalLanguage.Portuguese, 0x60, '~')]
    [InlineData(NationalLanguage.Hindi, 0x2C, ',')]
    [InlineData(NationalLanguage.Kannada, 0x24, '\u0CA1')]
    [InlineData(NationalLanguage.Oriya, 0x47, '\u0B33')]
    public void A_locking_table_has_the_character_of_the_standard(NationalLanguage language, int code, char character) =>
        Assert.Equal(character, LanguageTables.Locking(language)[code]);

    [Theory]
    [InlineData(NationalLanguage.Punjabi, 0x23, '\u0A6D')]
    [InlineData(NationalLanguage.Tamil, 0x24, '\u0BEE')]
    [InlineData(NationalLanguage.Telugu, 0x22, '\u0C6C')]
    [InlineData(NationalLanguage.Telugu, 0x23, '\u0C6D')]
    [InlineData(NationalLanguage.Spanish, 0x09, 'ç')]
    public void A_single_shift_table_has_the_character_of_the_standard(NationalLanguage language, int code, char character) =>
        Assert.Equal(character, LanguageTables.Single(language)[code]);

    [Theory]
    [InlineData(0, 14)]
    [InlineData(200, 255)]
    [InlineData(2, 0)]
    public void A_language_that_has_no_table_is_that_of_the_default_alphabet(int locking, int shift)
    {
        var made = new NationalShift((NationalLanguage)locking, (NationalLanguage)shift);

        // The very same object: a peer must not be able to fill memory with languages it makes up.
        Assert.Same(GsmAlphabet.For(default, DefaultAlphabet.Gsm0338Unpacked), GsmAlphabet.For(made, DefaultAlphabet.Gsm0338Unpacked));
        Assert.True(SmsText.Analyze("中", EncodingChoice.Gsm7, shift: made).Shift.IsNone);
    }

    [Fact]
    public void An_SMSC_that_does_the_GSM_encoding_itself_gets_no_tables()
    {
        var turkish = NationalShift.Of(NationalLanguage.Turkish);

        Assert.True(SmsText.Analyze("ş", EncodingChoice.Gsm7, shift: turkish, alphabet: DefaultAlphabet.Latin1).Shift.IsNone);
    }
}
