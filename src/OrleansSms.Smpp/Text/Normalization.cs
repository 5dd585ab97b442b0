using System.Text;

namespace OrleansSms.Smpp.Text;

internal static class Normalization
{
    // Below U+0300 there are no combining marks, and every character is its own NFC.
    private const char FirstCombiningMark = '\u0300';

    // The text in NFC: the same instance when it is so already. string.Normalize throws on unpaired surrogates, so they go first.
    internal static string ToNfc(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstCombiningMark - 1)) < 0)
        {
            return text;
        }

        var whole = WithoutLoneSurrogates(text);
        return whole.IsNormalized(NormalizationForm.FormC) ? whole : whole.Normalize(NormalizationForm.FormC);
    }

    internal static string WithoutLoneSurrogates(string text)
    {
        var lone = FindLoneSurrogate(text, 0);
        return lone < 0 ? text : string.Create(text.Length, (text, lone), static (buffer, state) =>
        {
            state.text.CopyTo(buffer);
            for (var index = state.lone; index >= 0; index = FindLoneSurrogate(buffer, index + 1))
            {
                buffer[index] = '\uFFFD';
            }
        });
    }

    private static int FindLoneSurrogate(ReadOnlySpan<char> text, int start)
    {
        for (var index = start; index < text.Length; index++)
        {
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
