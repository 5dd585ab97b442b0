using System.Text.Json;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance.Answers;

/// <summary>What keywords are answered with, from <c>answers.json</c> and an account's own texts.</summary>
public sealed class AnswerTable
{
    /// <summary>The language of an answer where there is no text in the keyword's.</summary>
    private const string Fallback = "en";

    private readonly Dictionary<string, AnswerTexts> _byLanguage;
    private readonly IReadOnlyList<string> _carrierAnswered;

    private AnswerTable(AnswersFile file)
    {
        Version = "answers " + file.Version;
        _byLanguage = file.Rows.ToDictionary(row => row.Language, StringComparer.Ordinal);
        _carrierAnswered = file.CarrierAnswered.Prefixes;
        if (!_byLanguage.ContainsKey(Fallback))
        {
            throw new InvalidDataException($"answers.json has no row of language {Fallback}.");
        }
    }

    /// <summary>The file and its version.</summary>
    public string Version { get; }

    /// <summary>Languages that there are texts in.</summary>
    public IReadOnlyCollection<string> Languages => _byLanguage.Keys;

    /// <summary>Reads a file.</summary>
    public static AnswerTable Read(Stream json) =>
        new(JsonSerializer.Deserialize(json, ComplianceJson.Default.AnswersFile) ?? throw new InvalidDataException("answers.json is empty."));

    /// <summary>The texts of a language as shipped; null when there are none.</summary>
    public AnswerTexts? Shipped(string language) => _byLanguage.GetValueOrDefault(language);

    /// <summary>What to answer; null where the account or the number's carrier does not want it from us.</summary>
    /// <param name="own">The account's keywords and texts.</param>
    /// <param name="name">The account's name, where it has no brand.</param>
    /// <param name="kind">What is answered.</param>
    /// <param name="language">The keyword's language; null = the account's.</param>
    /// <param name="to">The number that was written to, from which the answer goes.</param>
    public string? Find(KeywordsConfig own, string? name, AnswerKind kind, string? language, string to)
    {
        if (own.Silent.Contains(kind) || (kind is AnswerKind.OptOut or AnswerKind.OptIn && IsCarrierAnswered(own, to)))
        {
            return null;
        }

        var text = OwnText(own, kind, language ?? own.DefaultLanguage)
            ?? _byLanguage.GetValueOrDefault(language ?? own.DefaultLanguage)?.Of(kind)
            ?? OwnText(own, kind, own.DefaultLanguage)
            ?? (_byLanguage.GetValueOrDefault(own.DefaultLanguage) ?? _byLanguage[Fallback]).Of(kind);
        return text is null ? null : Fill(text, own.Brand ?? name, own.HelpContact);
    }

    private static string? OwnText(KeywordsConfig own, AnswerKind kind, string language) =>
        own.Texts.FirstOrDefault(texts => texts.Language == language)?.Of(kind);

    private bool IsCarrierAnswered(KeywordsConfig own, string to) =>
        (own.CarrierAnswered ?? _carrierAnswered).Any(prefix => to.AsSpan().TrimStart('+').StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>An account without a name has nothing to put before the text; what separates the name from it goes, too.</summary>
    private static string Fill(string text, string? brand, string? contact)
    {
        if (brand is null && text.StartsWith(AnswerTexts.Brand, StringComparison.Ordinal))
        {
            text = text[AnswerTexts.Brand.Length..].TrimStart(' ', ':', '：');
        }

        return text
            .Replace(AnswerTexts.Brand, brand, StringComparison.Ordinal)
            .Replace(AnswerTexts.Contact, contact is null ? "" : contact + " ", StringComparison.Ordinal);
    }
}
