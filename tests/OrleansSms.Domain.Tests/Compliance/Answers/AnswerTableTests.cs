using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Compliance.Words;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Compliance.Answers;

public sealed class AnswerTableTests
{
    private static readonly AnswerKind[] Kinds = [AnswerKind.OptOut, AnswerKind.OptIn, AnswerKind.Help, AnswerKind.ConsentRequest];
    private static readonly AnswerTable Table = ComplianceData.Shipped.Answers;
    private static readonly KeywordsConfig Own = new() { Account = Sample.Account, Brand = "Acme" };

    public static TheoryData<string> Languages => [.. ComplianceData.Shipped.Answers.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_text_names_the_brand_and_every_capital_word_in_it_is_a_keyword(string language)
    {
        foreach (var kind in Kinds)
        {
            var text = Table.Find(Own, null, kind, language, "60777")!;
            Assert.StartsWith("Acme", text, StringComparison.Ordinal);
            Assert.DoesNotContain('{', text);
            foreach (var word in text.Split(' ', '.', ':', ',').Where(word => word.Length > 1 && word.All(char.IsUpper)))
            {
                Assert.True(ComplianceData.Shipped.Keywords.Find(word)?.IsCertain, $"{word} in {language}");
            }
        }
    }

    [Fact]
    public void An_answer_is_in_the_keywords_language_and_otherwise_in_the_accounts()
    {
        var swedish = Own with { DefaultLanguage = "sv" };

        Assert.Contains("désinscrit", Table.Find(swedish, null, AnswerKind.OptOut, "fr", "60777"), StringComparison.Ordinal);
        Assert.Contains("avregistrerad", Table.Find(swedish, null, AnswerKind.OptOut, "xx", "60777"), StringComparison.Ordinal);
        Assert.Contains("avregistrerad", Table.Find(swedish, null, AnswerKind.OptOut, null, "60777"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_accounts_own_text_goes_before_what_is_shipped()
    {
        var own = Own with { HelpContact = "help@acme.example", Texts = [new AnswerTexts { Language = "en", Help = "{brand} help: {contact}" }] };

        Assert.Equal("Acme help: help@acme.example ", Table.Find(own, null, AnswerKind.Help, "en", "60777"));
        Assert.NotNull(Table.Find(own, null, AnswerKind.OptOut, "en", "60777"));
    }

    [Fact]
    public void An_account_without_a_brand_answers_with_its_name_or_none()
    {
        var nameless = KeywordsConfig.Default(Sample.Account);

        Assert.StartsWith("Shop: You have", Table.Find(nameless, "Shop", AnswerKind.OptOut, "en", "60777"), StringComparison.Ordinal);
        Assert.StartsWith("You have", Table.Find(nameless, null, AnswerKind.OptOut, "en", "60777"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_carrier_answers_itself_only_help_is_answered()
    {
        Assert.Null(Table.Find(Own, null, AnswerKind.OptOut, "en", "+18885550123"));
        Assert.NotNull(Table.Find(Own, null, AnswerKind.Help, "en", "+18885550123"));
        Assert.NotNull(Table.Find(Own with { CarrierAnswered = [] }, null, AnswerKind.OptOut, "en", "+18885550123"));
        Assert.Null(Table.Find(Own with { CarrierAnswered = ["607"] }, null, AnswerKind.OptIn, "en", "60777"));
        Assert.Null(Table.Find(Own with { Silent = [AnswerKind.Help] }, null, AnswerKind.Help, "en", "60777"));
    }

    [Fact]
    public void A_confirmation_passes_the_opt_out_that_it_confirms_and_is_not_recalled_with_the_rest()
    {
        var optOut = new OptOut(Sample.Account, 1, "msg", "STOP");
        var state = RecipientRules.Stop(RecipientState.Default, optOut);
        var request = Sample.Request(Sample.London, "2026-06-01T03:00:00Z") with { Answer = AnswerKind.OptOut };

        Assert.Equal(DecisionKind.Send, Sample.Decide(Sample.Policy with { RequireConsent = Categories.All }, request, state).Kind);
        Assert.Equal(Reasons.AccountStopped, Sample.Decide(Sample.Policy with { IsStopped = true }, request, state).Reason);
        Assert.Equal(Reasons.CountryBlocked, Sample.Decide(Sample.Policy with { Countries = ["FR"] }, request, state).Reason);
        Assert.False(Recall.Of(optOut).Takes(MessageOf(AnswerKind.OptOut)));
        Assert.True(Recall.Of(optOut).Takes(MessageOf(AnswerKind.Help)));
    }

    [Fact]
    public void What_asks_for_a_consent_needs_none_and_passes_no_opt_out()
    {
        var policy = Sample.Policy with { RequireConsent = Categories.All };
        var request = Sample.Request(Sample.London, "2026-06-01T12:00:00Z", MessageCategory.Transactional) with { Answer = AnswerKind.ConsentRequest };
        var stopped = RecipientRules.Stop(RecipientState.Default, new OptOut(Sample.Account, 1, "msg", "STOP"));

        Assert.Equal(DecisionKind.Send, Sample.Decide(policy, request).Kind);
        Assert.Equal(Reasons.OptedOut, Sample.Decide(policy, request, stopped).Reason);
    }

    [Fact]
    public void An_own_keyword_is_compared_as_the_others_are()
    {
        var own = Own with { Keywords = [new OwnKeyword("Pas de pub", KeywordKind.Stop, "fr")] };

        Assert.Equal(new KeywordMatch(KeywordKind.Stop, KeywordCertainty.Exact, "fr", "Pas de pub"), own.Find(" pas DE pub! "));
        Assert.Null(own.Find("pas de pub merci"));
    }

    private static Message MessageOf(AnswerKind kind) =>
        new() { Id = Sample.NextId(), Account = Sample.Account, To = Sample.London, From = "60777", Body = "x", Answer = kind };
}
