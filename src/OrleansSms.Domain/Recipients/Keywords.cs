using System.Collections.Frozen;
using System.Text;

namespace OrleansSms.Domain.Recipients;

/// <summary>Words by which a recipient opts out or in. Whole texts only, after trimming, case folding and removal of punctuation and diacritics.</summary>
public static class Keywords
{
    /// <summary>Name of an opt-out.</summary>
    public const string Stop = "stop";

    /// <summary>Name of an opt-in.</summary>
    public const string Start = "start";

    /// <summary>Longer texts hold no keyword.</summary>
    private const int MaxChars = 40;

    private static readonly FrozenDictionary<string, string> Words = BuildWords();

    /// <summary><see cref="Stop"/>, <see cref="Start"/> or null.</summary>
    public static string? Find(string text) =>
        text.Length <= MaxChars && Words.TryGetValue(Normalize(text), out var keyword) ? keyword : null;

    private static FrozenDictionary<string, string> BuildWords()
    {
        string[] stop =
        [
            "stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out", "remove",
            "arret", "arrete", "alto", "parar", "salir", "baja", "cancelar", "stopp", "sair", "avsluta", "fermare", "ferma",
        ];
        string[] start = ["start", "yes", "unstop", "iniciar"];
        return stop.Select(word => (word, Stop)).Concat(start.Select(word => (word, Start))).ToFrozenDictionary(row => row.word, row => row.Item2);
    }

    private static string Normalize(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.Control or UnicodeCategory.Format:
                    break;
                case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber:
                    result.Append(Rune.ToLowerInvariant(rune).ToString());
                    break;
                default:
                    AppendGap(result);
                    break;
            }
        }

        return result.ToString().TrimEnd();
    }

    private static void AppendGap(StringBuilder result)
    {
        if (result.Length > 0 && result[^1] != ' ')
        {
            result.Append(' ');
        }
    }
}
