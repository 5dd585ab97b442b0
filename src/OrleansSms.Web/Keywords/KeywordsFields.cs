using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Compliance.Words;

namespace OrleansSms.Web.Keywords;

/// <summary>Reads an account's keywords and answers.</summary>
internal static class KeywordsFields
{
    private const int MaxBrandChars = 32;
    private const int MaxContactChars = 120;
    private const int MaxTexts = 40;
    private const int MaxPrefixes = 100;

    public static readonly FieldNames Names = new("brand", "help_contact", "default_language", "silent", "carrier_answered", "texts", "keywords");

    private static readonly FieldNames TextNames = new("language", "opt_out", "opt_in", "help", "consent_request");
    private static readonly FieldNames KeywordNames = new("keyword", "kind", "language");

    public static KeywordsConfig Read(FieldReader fields, string account) => new()
    {
        Account = account,
        Brand = fields.String("brand", maxChars: MaxBrandChars),
        HelpContact = fields.String("help_contact", maxChars: MaxContactChars),
        DefaultLanguage = ReadLanguage(fields, "default_language", required: false) ?? "en",
        Silent = [.. ReadSilent(fields).Distinct()],
        CarrierAnswered = ReadPrefixes(fields),
        Texts = ReadTexts(fields),
        Keywords = ReadKeywords(fields),
    };

    private static List<AnswerKind> ReadSilent(FieldReader fields)
    {
        var kinds = new List<AnswerKind>();
        var words = fields.Strings("silent", EnumNames<AnswerKind>.Names.Length) ?? [];
        for (var i = 0; i < words.Count; i++)
        {
            if (EnumNames<AnswerKind>.TryParse(words[i], out var kind) && kind != AnswerKind.None)
            {
                kinds.Add(kind);
            }
            else
            {
                fields.Errors.Add(Item(fields, "silent", i), FieldCode.InvalidValue, $"must be one of {string.Join(", ", EnumNames<AnswerKind>.Names.Skip(1))}");
            }
        }

        return kinds;
    }

    private static IReadOnlyList<string>? ReadPrefixes(FieldReader fields)
    {
        var prefixes = fields.Strings("carrier_answered", MaxPrefixes);
        for (var i = 0; i < (prefixes?.Count ?? 0); i++)
        {
            if (prefixes![i].Length is 0 or > Msisdn.MaxDigits || !prefixes[i].All(char.IsAsciiDigit))
            {
                fields.Errors.Add(Item(fields, "carrier_answered", i), FieldCode.InvalidValue, "must be digits without a plus sign, as in 1888");
            }
        }

        return prefixes;
    }

    private static List<AnswerTexts> ReadTexts(FieldReader fields)
    {
        var texts = new List<AnswerTexts>();
        if (!fields.TryGetArray("texts", MaxTexts, out var array))
        {
            return texts;
        }

        foreach (var item in array.EnumerateArray())
        {
            var one = new FieldReader(item, TextNames, fields.Errors, fields.PointerTo("texts"), texts.Count);
            var language = ReadLanguage(one, "language", required: true) ?? "";
            if (texts.Exists(other => other.Language == language))
            {
                one.Wrong("language", FieldCode.InvalidValue, "there are texts in this language already");
            }

            texts.Add(new AnswerTexts
            {
                Language = language,
                OptOut = ReadText(one, "opt_out"),
                OptIn = ReadText(one, "opt_in"),
                Help = ReadText(one, "help"),
                ConsentRequest = ReadText(one, "consent_request"),
            });
        }

        return texts;
    }

    /// <summary>The law wants an answer to say who gives it.</summary>
    private static string? ReadText(FieldReader fields, string name)
    {
        var text = fields.String(name, maxChars: AnswerTexts.MaxChars);
        if (text?.Contains(AnswerTexts.Brand, StringComparison.Ordinal) == false)
        {
            fields.Wrong(name, FieldCode.InvalidValue, $"{name} must name the brand: write {AnswerTexts.Brand} where it belongs");
        }

        return text;
    }

    private static List<OwnKeyword> ReadKeywords(FieldReader fields)
    {
        var keywords = new List<OwnKeyword>();
        if (!fields.TryGetArray("keywords", KeywordsConfig.MaxKeywords, out var array))
        {
            return keywords;
        }

        foreach (var item in array.EnumerateArray())
        {
            var one = new FieldReader(item, KeywordNames, fields.Errors, fields.PointerTo("keywords"), keywords.Count);
            var keyword = one.String("keyword", required: true, maxChars: KeywordsConfig.MaxKeywordChars) ?? "";
            var kind = one.Choice<KeywordKind>("kind");
            if (kind is null && !one.Errors.Any)
            {
                one.Wrong("kind", FieldCode.Required, "kind is required");
            }

            if (kind is not KeywordKind.Stop && ComplianceData.Shipped.Keywords.Find(keyword) is { Kind: KeywordKind.Stop, IsCertain: true })
            {
                one.Wrong("kind", FieldCode.InvalidValue, "this word opts out: that cannot be changed");
            }

            keywords.Add(new OwnKeyword(keyword, kind ?? KeywordKind.Help, ReadLanguage(one, "language", required: false) ?? "en"));
        }

        return keywords;
    }

    private static string? ReadLanguage(FieldReader fields, string name, bool required)
    {
        var language = fields.String(name, required);
        if (language is not null && (language.Length is < 2 or > 3 || !language.All(char.IsAsciiLetterLower)))
        {
            fields.Wrong(name, FieldCode.InvalidValue, $"{name} must be a code of ISO 639 in small letters, as in en");
        }

        return language;
    }

    private static string Item(FieldReader fields, string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{fields.PointerTo(name)}/{index}");
}
