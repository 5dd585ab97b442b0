using System.Collections.Frozen;
using System.Text;

namespace OrleansSms.Smpp.Text;

// Typographic characters that word processors and phones put in, and what says the same in GSM 03.38. Data; an empty replacement drops the character.
internal static class SmartEncoding
{
    private static readonly (string Characters, string Replacement)[] Rules =
    [
        // Single quotes, primes, accents typed as apostrophes.
        ("\u2018\u2019\u201A\u201B\u2032\u2035\u02B9\u02BB\u02BC\u02C8\u00B4`\u2039\u203A\uFF07", "'"),
        // Double quotes.
        ("\u201C\u201D\u201E\u201F\u2033\u2036\u00AB\u00BB\u02BA\uFF02\u301D\u301E", "\""),
        // Hyphens, dashes, minus.
        ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\uFE58\uFE63\uFF0D", "-"),
        // No-break, thin and wide spaces; tab.
        ("\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000\t", " "),
        // Line and paragraph separators.
        ("\u2028\u2029\u0085", "\n"),
        // Zero-width, direction marks, byte order mark, soft hyphen, variation selectors.
        ("\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF\u00AD\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFE0E\uFE0F", ""),
        // Bullets and dots.
        ("\u2022\u2023\u25CF\u25E6\u2217\u204E", "*"),
        ("\u00B7\u2219\u2024", "."),
        ("\u2025", ".."),
        ("\u2026", "..."),
        ("\u2044\u2215", "/"),
        ("\u2223\u00A6", "|"),
        ("\u2236", ":"),
        ("\u203C", "!!"),
        ("\u2048", "?!"),
        ("\u2049", "!?"),
        ("\u00A9", "(c)"),
        ("\u00AE", "(R)"),
        ("\u2122", "TM"),
        ("\uFB00", "ff"),
        ("\uFB01", "fi"),
        ("\uFB02", "fl"),
    ];

    private static readonly FrozenDictionary<char, string> Table = Rules
        .SelectMany(rule => rule.Characters.Select(character => KeyValuePair.Create(character, rule.Replacement)))
        .ToFrozenDictionary();

    // The text in characters of the alphabet; null when one of them has neither a code nor a replacement, since then nothing is gained.
    internal static string? Replace(string text, GsmAlphabet alphabet)
    {
        var built = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (alphabet.Has(character))
            {
                built.Append(character);
            }
            else if (CanReplace(character, alphabet))
            {
                built.Append(Table[character]);
            }
            else
            {
                return null;
            }
        }

        return built.ToString();
    }

    // The text for a sender who insists on GSM 7-bit: what has no code becomes a question mark, one for each character.
    internal static string ReplaceOrQuestion(string text, GsmAlphabet alphabet, bool smart)
    {
        var built = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (alphabet.Has(text[index]))
            {
                built.Append(text[index]);
            }
            else if (smart && CanReplace(text[index], alphabet))
            {
                built.Append(Table[text[index]]);
            }
            else
            {
                index += TextLayout.IsPair(text, index) ? 1 : 0;
                built.Append('?');
            }
        }

        return built.ToString();
    }

    internal static bool CanReplace(char character, GsmAlphabet alphabet)
    {
        if (!Table.TryGetValue(character, out var replacement))
        {
            return false;
        }

        foreach (var part in replacement)
        {
            if (!alphabet.Has(part))
            {
                return false;
            }
        }

        return true;
    }
}
