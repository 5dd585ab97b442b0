using System.Text.Json;

namespace OrleansSms.Domain.Compliance.Words;

/// <summary>
/// Words by which recipients opt out, opt in and ask for help, from <c>keywords.json</c>. A whole text first; then one that only courtesies surround, or that holds a
/// phrase; then one that merely resembles an opt-out, for somebody to read.
/// </summary>
public sealed class KeywordTable
{
    /// <summary>Longer texts are not one keyword with courtesies.</summary>
    private const int MaxWords = 8;

    /// <summary>Longer texts are looked at no further: what they say is for people.</summary>
    private const int MaxChars = 1_600;

    /// <summary>Shortest keyword that a misspelling is told of: of three letters, one other makes another word.</summary>
    private const int MinFuzzyChars = 4;

    /// <summary>Most words of a text in which a misspelt keyword is looked for: in a longer one it is a word among others.</summary>
    private const int MaxFuzzyWords = 3;

    private readonly Dictionary<string, KeywordMatch> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _courtesies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _innocent = new(StringComparer.Ordinal);
    private readonly List<(string Padded, KeywordMatch Match)> _phrases = [];
    private readonly List<(string Padded, KeywordMatch Match)> _suspicions = [];
    private readonly List<(string Word, KeywordMatch Match)> _stopWords = [];

    private KeywordTable(KeywordsFile file)
    {
        Version = "keywords " + file.Version;
        foreach (var row in file.Rows)
        {
            Add(row, KeywordKind.Stop, row.Stop);
            Add(row, KeywordKind.Start, row.Start);
            Add(row, KeywordKind.Help, row.Help);
            AddConfirmations(row);
            _courtesies.UnionWith(row.Courtesies.Select(PlainText.Of));
            _innocent.UnionWith(row.Innocent.Select(PlainText.Of));
            _phrases.AddRange(row.StopPhrases.Select(phrase => Padded(row, phrase, KeywordCertainty.Phrase, " ")));
            _suspicions.AddRange(row.Suspicions.Select(word => Padded(row, word, KeywordCertainty.Fuzzy, "")));
        }
    }

    /// <summary>The file and its version.</summary>
    public string Version { get; }

    /// <summary>Reads a file.</summary>
    public static KeywordTable Read(Stream json) =>
        new(JsonSerializer.Deserialize(json, ComplianceJson.Default.KeywordsFile) ?? throw new InvalidDataException("keywords.json is empty."));

    /// <summary>What a text says; null when it is none of these.</summary>
    public KeywordMatch? Find(string text)
    {
        if (text.Length > MaxChars)
        {
            return null;
        }

        var plain = PlainText.Of(text);
        return plain.Length == 0 ? null : FindText(plain) ?? FindCourteous(plain) ?? FindPhrase(plain) ?? FindSuspicion(plain);
    }

    /// <summary>Whether a text that is sent tells how to opt out, in any language: it holds an opt-out keyword as a word, a phrase, or the beginning of a word for it.</summary>
    public bool NamesOptOut(string text)
    {
        var plain = PlainText.Of(text);
        var padded = $" {plain} ";
        return _phrases.Exists(phrase => padded.Contains(phrase.Padded, StringComparison.Ordinal))
            || _suspicions.Exists(word => padded.Contains(word.Padded, StringComparison.Ordinal))
            || _texts.Any(text => text.Value.Kind == KeywordKind.Stop && padded.Contains($" {text.Key} ", StringComparison.Ordinal));
    }

    private void Add(KeywordsRow row, KeywordKind kind, IReadOnlyList<string> texts)
    {
        foreach (var text in texts)
        {
            var plain = PlainText.Of(text);
            var match = new KeywordMatch(kind, KeywordCertainty.Exact, row.Language, text);

            // The same word in two languages means the same; the first language is answered in.
            _texts.TryAdd(plain, match);
            if (kind == KeywordKind.Stop && plain.Length >= MinFuzzyChars && !plain.Contains(' '))
            {
                _stopWords.Add((plain, match with { Certainty = KeywordCertainty.Fuzzy }));
            }
        }
    }

    /// <summary>A word that opts in and confirms does both.</summary>
    private void AddConfirmations(KeywordsRow row)
    {
        foreach (var text in row.Confirm)
        {
            var plain = PlainText.Of(text);
            _texts[plain] = _texts.TryGetValue(plain, out var known)
                ? known with { Confirms = true }
                : new KeywordMatch(KeywordKind.Confirm, KeywordCertainty.Exact, row.Language, text, Confirms: true);
        }
    }

    private static (string, KeywordMatch) Padded(KeywordsRow row, string text, KeywordCertainty certainty, string end) =>
        (" " + PlainText.Of(text) + end, new KeywordMatch(KeywordKind.Stop, certainty, row.Language, text));

    private KeywordMatch? FindText(string plain) => _texts.GetValueOrDefault(plain);

    /// <summary>What is left of a short text without its courtesies is a whole text.</summary>
    private KeywordMatch? FindCourteous(string plain)
    {
        var words = plain.Split(' ');
        if (words.Length is 1 or > MaxWords)
        {
            return null;
        }

        var rest = string.Join(' ', words.Where(word => !_courtesies.Contains(word)));
        return FindText(rest) is { } match ? match with { Certainty = KeywordCertainty.Phrase } : FindRepeated(words);
    }

    /// <summary>The same keyword again and again.</summary>
    private KeywordMatch? FindRepeated(string[] words) =>
        Array.TrueForAll(words, word => word == words[0]) && FindText(words[0]) is { } match ? match with { Certainty = KeywordCertainty.Phrase } : null;

    private KeywordMatch? FindPhrase(string plain)
    {
        var padded = $" {plain} ";
        return _phrases.Find(phrase => padded.Contains(phrase.Padded, StringComparison.Ordinal)).Match;
    }

    private KeywordMatch? FindSuspicion(string plain)
    {
        var padded = " " + plain;
        if (_suspicions.Find(word => padded.Contains(word.Padded, StringComparison.Ordinal)).Match is { } suspected)
        {
            return suspected;
        }

        var words = plain.Split(' ');
        return words.Length > MaxFuzzyWords
            ? null
            : Array.ConvertAll(words, FindMisspelt).FirstOrDefault(static match => match is not null);
    }

    private KeywordMatch? FindMisspelt(string word) =>
        FindText(word) is { Kind: not KeywordKind.Stop } || _innocent.Contains(word) ? null : _stopWords.Find(stop => Spelling.IsNear(word, stop.Word)).Match;
}
