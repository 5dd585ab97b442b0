using OrleansSms.Domain.Compliance.Words;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance;

/// <summary>Whether who gets a message can opt out: by answering it, or by what its text says.</summary>
public static class OptOutRoutes
{
    /// <summary>A short code has three digits or more.</summary>
    private const int MinDigits = 3;

    /// <summary>Whether a message is marketing that nobody can opt out of.</summary>
    /// <param name="category">What it is for.</param>
    /// <param name="from">Its originator.</param>
    /// <param name="text">Its text.</param>
    /// <param name="keywords">Words for opting out.</param>
    public static bool IsMissing(MessageCategory category, string from, string text, KeywordTable keywords) =>
        category == MessageCategory.Marketing && !Originator.IsAnswerable(from) && !(keywords.NamesOptOut(text) && NamesPlace(text));

    /// <summary>Whether a text names a place to opt out at: a link, an e-mail address, a number to text or call.</summary>
    private static bool NamesPlace(string text)
    {
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            digits = char.IsAsciiDigit(c) ? digits + 1 : c is ' ' or '-' && digits > 0 ? digits : 0;
            if (digits >= MinDigits || c == '@' || (c is '.' && IsLink(text, i)))
            {
                return true;
            }
        }

        return text.Contains("://", StringComparison.Ordinal);
    }

    /// <summary>Whether a dot stands in a host's name: letters around it, and no space, as behind a sentence.</summary>
    private static bool IsLink(string text, int dot) =>
        dot > 0 && dot + 2 < text.Length && char.IsLetterOrDigit(text[dot - 1]) && char.IsLetter(text[dot + 1]) && char.IsLetter(text[dot + 2]);
}
