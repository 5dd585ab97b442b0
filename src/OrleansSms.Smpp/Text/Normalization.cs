using System.Text;

namespace OrleansSms.Smpp.Text;

internal static class Normalization
{
    // Below U+0300 there are no combining marks, and every character is its own NFC.
    private const char FirstCombiningMark = '\u0300';

    // No character either, and string.Normalize throws on it too.
    private const char ByteSwappedMark = '\uFFFE';

    // The text in NFC: the same instance when it is so already. string.Normalize throws on unpaired surrogates, so they go first.
    internal static string ToNfc(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstCombiningMark - 1)) < 0)
        {
            return text;
        }

        var whole = WithoutInvalid(text);
        return whole.IsNormalized(NormalizationForm.FormC) ? whole : whole.Normalize(NormalizationForm.FormC);
    }

    // Unpaired surrogates and U+FFFE as U+FFFD.
    internal static string WithoutInvalid(string text)
    {
        var invalid = FindInvalid(text, 0);
        return invalid < 0 ? text : string.Create(text.Length, (text, invalid), static (buffer, state) =>
        {
            state.text.CopyTo(buffer);
            for (var index = state.invalid; index >= 0; index = FindInvalid(buffer, index + 1))
            {
                buffer[index] = '\uFFFD';
            }
        });
    }

    private static int FindInvalid(ReadOnlySpan<char> text, int start)
    {
        for (var index = start; index < text.Length; index++)
        {
            if (text[index] == ByteSwappedMark)
            {
                return index;
            }

            if (!char.IsSurrogate(text[index]))
            {
                continue;
            }

            if (!TextLayout.IsPair(text, index))
            {
                return index;
            }

            index++;
        }

        return -1;
    }
}
