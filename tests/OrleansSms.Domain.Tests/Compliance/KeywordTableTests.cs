using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Words;

namespace OrleansSms.Domain.Tests.Compliance;

public sealed class KeywordTableTests
{
    private static readonly KeywordTable Table = ComplianceData.Shipped.Keywords;

    [Theory]
    [InlineData("STOP", "en")]
    [InlineData(" stop. ", "en")]
    [InlineData("\"Stop!\"", "en")]
    [InlineData("stop\r\n", "en")]
    [InlineData("Stop  All", "en")]
    [InlineData("UNSUBSCRIBE", "en")]
    [InlineData("opt-out", "en")]
    [InlineData("S\u200Btop", "en")]
    [InlineData("ARRÊT", "fr")]
    [InlineData("Arre\u0302t", "fr")]
    [InlineData("ALTO", "es")]
    [InlineData("stopp", "de")]
    [InlineData("SAIR", "pt")]
    [InlineData("Avsluta", "sv")]
    [InlineData("ferma", "it")]
    [InlineData("СТОП", "ru")]
    [InlineData("停止", "zh")]
    public void A_whole_text_that_says_stop_is_an_opt_out(string text, string language)
    {
        var match = Table.Find(text);

        Assert.Equal((KeywordKind.Stop, KeywordCertainty.Exact, language), (match!.Kind, match.Certainty, match.Language));
    }

    [Theory]
    [InlineData("Start")]
    [InlineData("YES!")]
    [InlineData("unstop")]
    [InlineData("Iniciar")]
    public void A_whole_text_that_says_start_is_an_opt_in(string text) => Assert.Equal(KeywordKind.Start, Table.Find(text)!.Kind);

    [Theory]
    [InlineData("HELP", "en")]
    [InlineData("Aide ?", "fr")]
    [InlineData("hjälp", "sv")]
    public void A_question_for_help_is_known_in_its_language(string text, string language)
    {
        var match = Table.Find(text);

        Assert.Equal((KeywordKind.Help, language), (match!.Kind, match.Language));
    }

    [Theory]
    [InlineData("please stop")]
    [InlineData("Stop please, thank you")]
    [InlineData("please unsubscribe me")]
    [InlineData("STOP STOP STOP")]
    [InlineData("Could you stop texting me at work")]
    [InlineData("I want to opt out of this")]
    [InlineData("take me off your list")]
    [InlineData("bitte abmelden")]
    public void Reasonable_wording_opts_out_as_the_word_itself_does(string text)
    {
        var match = Table.Find(text);

        Assert.Equal((KeywordKind.Stop, KeywordCertainty.Phrase), (match!.Kind, match.Certainty));
        Assert.True(match.IsCertain);
    }

    [Theory]
    [InlineData("stpo")]
    [InlineData("unsubscirbe")]
    [InlineData("Stip")]
    [InlineData("does this ever stop")]
    [InlineData("wrong number")]
    [InlineData("how do I unsub from your spam")]
    public void What_resembles_an_opt_out_is_for_somebody_to_read(string text)
    {
        var match = Table.Find(text);

        Assert.Equal((KeywordKind.Stop, KeywordCertainty.Fuzzy), (match!.Kind, match.Certainty));
        Assert.False(match.IsCertain);
    }

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("shop")]
    [InlineData("next step")]
    [InlineData("nonstop flight")]
    [InlineData("see you at 5")]
    [InlineData("thanks")]
    [InlineData("please")]
    [InlineData("I will start on Monday")]
    [InlineData("YES I would like a blue one")]
    public void Anything_else_is_a_text(string text) => Assert.Null(Table.Find(text));

    [Fact]
    public void A_text_longer_than_a_long_message_is_for_people() => Assert.Null(Table.Find(new string('x', 2_000) + " stop"));
}
