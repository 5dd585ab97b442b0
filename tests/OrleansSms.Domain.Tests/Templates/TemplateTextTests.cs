using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Templates;

namespace OrleansSms.Domain.Tests.Templates;

public sealed class TemplateTextTests
{
    [Theory]
    [InlineData("Hi {{ first_name }}!", "Hi Ann!")]
    [InlineData("Hi {{ nick | default: \"there\" }}!", "Hi there!")]
    [InlineData("Hi {{ nothing | default: 'there' | upcase }}!", "Hi THERE!")]
    [InlineData("{% if paid %}Thanks{% else %}Please pay{% endif %}", "Thanks")]
    [InlineData("{% if nick %}{{ nick }}{% else %}you{% endif %}", "you")]
    [InlineData("{% unless nick %}{% case plan %}{% when 'gold' %}G{% else %}-{% endcase %}{% endunless %}", "G")]
    [InlineData("{{ orders | plus: 1 }} & <b>{{ quote }}</b>", "4 & <b>\"Q&A\"</b>")]
    [InlineData("{{ likes | join: ', ' }}", "golf, chess")]
    [InlineData("{% comment %}no{% endcomment %}ok", "ok")]
    public void A_template_shows_what_is_given(string source, string text)
    {
        var rendered = Render(source);

        Assert.Equal((text, null), (rendered.Text, rendered.Error));
        Assert.Empty(rendered.Missing);
    }

    [Theory]
    [InlineData("{{ when | date: 'long' }}", "de", "Sonntag, 1. März 2026")]
    [InlineData("{{ when | date: '%-d %B' }}", "fr", "1 mars")]
    [InlineData("{{ when | date: '%A %d/%m/%y %%' }}", "en", "Sunday 01/03/26 %")]
    [InlineData("{{ at | date: '%H:%M' }}", "en", "10:30")]
    [InlineData("{{ price }}", "de", "12,5")]
    [InlineData("{{ price }}", null, "12.5")]
    public void Dates_and_numbers_are_written_in_the_recipients_language_and_zone(string source, string? language, string text) =>
        Assert.Equal(text, Render(source, language, "Europe/Berlin").Text);

    [Theory]
    [InlineData("Hi {{ nick }}, {{ city | upcase }}", "nick,city")]
    [InlineData("Hi {{ nothing }}", "nothing")]
    [InlineData("{{ nick | append: '!' }}{{ nick }}", "nick")]
    [InlineData("{{ nick | plus: 1 }}", "nick")]
    [InlineData("{% if nick == 'A' %}{{ city }}{% endif %}", "")]
    public void What_is_shown_and_neither_given_nor_replaced_is_missing(string source, string missing) =>
        Assert.Equal(missing, string.Join(',', Render(source).Missing));

    [Theory]
    [InlineData("{{ first_name")]
    [InlineData("{% if a %}")]
    [InlineData("{% for a in likes %}{{ a }}{% endfor %}")]
    [InlineData("{% assign a = 1 %}")]
    [InlineData("{% capture a %}{% endcapture %}")]
    [InlineData("{% include 'a' %}")]
    [InlineData("{% if a %}{% increment b %}{% endif %}")]
    [InlineData("{{ a | split: '' | join: b }}")]
    [InlineData("{{ a | nothing }}")]
    [InlineData("")]
    public void What_a_template_may_not_have_is_refused_with_a_reason(string source)
    {
        Assert.Null(TemplateText.Parse(source, out var error));
        Assert.NotEmpty(error!);
    }

    [Fact]
    public void The_variables_are_told() =>
        Assert.Equal(["a", "b", "c"], TemplateText.Parse("{{ a | default: b }}{% if c %}{{ a }}{% endif %}", out _)!.Variables);

    [Fact]
    public void A_calculation_that_cannot_be_done_is_an_error_and_no_crash() => Assert.NotNull(Render("{{ orders | divided_by: 0 }}").Error);

    [Theory]
    [InlineData("de-AT", "Hallo")]
    [InlineData("DE", "Hallo")]
    [InlineData("pt-BR", "Oi")]
    [InlineData("pt", "Hello")]
    [InlineData(null, "Hello")]
    public void A_language_gets_its_text_or_the_next_best(string? language, string text)
    {
        var template = new TemplateConfig
        {
            Id = "tpl_1",
            Account = "acme",
            Name = "Greeting",
            Body = "Hello",
            Languages = new Dictionary<string, string> { ["de"] = "Hallo", ["pt-BR"] = "Oi" },
        };

        Assert.Equal(text, template.BodyFor(language));
        Assert.Empty(TemplateRules.Check(template));
    }

    private static RenderedText Render(string source, string? language = null, string? zone = null)
    {
        var template = TemplateText.Parse(source, out var error);
        Assert.True(template is not null, error);
        return template.Render(
            new Dictionary<string, FieldValue>
            {
                ["first_name"] = FieldValue.Of("Ann"),
                ["nothing"] = FieldValue.Of(""),
                ["paid"] = FieldValue.Of(true),
                ["plan"] = FieldValue.Of("gold"),
                ["orders"] = FieldValue.Of(3),
                ["price"] = FieldValue.Of(12.5),
                ["quote"] = FieldValue.Of("\"Q&A\""),
                ["likes"] = FieldValue.Of(["golf", "chess"]),
                ["when"] = FieldValue.Of("2026-03-01"),
                ["at"] = FieldValue.Of("2026-03-01T09:30:00Z"),
            },
            language,
            zone);
    }
}
