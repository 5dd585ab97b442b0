using System.Text;

namespace OrleansSms.Domain.Compliance.Words;

/// <summary>A text as keywords are compared: case folded, without diacritics, punctuation and control characters, words separated by one space.</summary>
internal static class PlainText
{
    public static string Of(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.Control or UnicodeCategory.Format when rune.Value is not ('\r' or '\n' or '\t'):
                    break;
                case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
                    or UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber:
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
