namespace OrleansSms.Smpp.Text;

// The decision between encodings, before the text is laid out in segments. Misfit is the text that did not fit, if one did not.
internal readonly record struct EncodingPlan(SmsEncoding Encoding, string Text, int Units, NationalShift Shift, GsmAlphabet Alphabet, string? Misfit)
{
    internal static EncodingPlan Gsm(string text, int septets, NationalShift shift, GsmAlphabet alphabet) =>
        new(SmsEncoding.Gsm7, text, septets, shift, alphabet, Misfit: null);

    internal static EncodingPlan Ucs2(string text, GsmAlphabet alphabet) => new(SmsEncoding.Ucs2, text, text.Length, default, alphabet, Misfit: null);

    // The characters that keep the text from GSM 7-bit; one that smart encoding would replace keeps nothing.
    internal IReadOnlyList<CharacterIssue> Forcing(bool smart)
    {
        if (Misfit is null)
        {
            return [];
        }

        var issues = new List<CharacterIssue>();
        for (var index = 0; index < Misfit.Length && issues.Count < TextAnalysis.MaxForcing; index++)
        {
            if (Alphabet.Has(Misfit[index]) || (smart && SmartEncoding.CanReplace(Misfit[index], Alphabet)))
            {
                continue;
            }

            var length = TextLayout.IsPair(Misfit, index) ? 2 : 1;
            issues.Add(new CharacterIssue(index, Misfit.Substring(index, length)));
            index += length - 1;
        }

        return issues;
    }
}
