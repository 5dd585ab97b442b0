using System.Buffers;

namespace OrleansSms.Smpp.Text;

/// <summary>Says how a text will be sent: in which encoding, in how many segments, and which characters decide that. Pure.</summary>
public static class SmsText
{
    // Characters of one septet that every alphabet has under the same rules, so that most texts are measured by one vectorised search.
    private static readonly SearchValues<char> OneSeptetAscii =
        SearchValues.Create("\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>Analyses a text for sending and for a preview.</summary>
    /// <param name="text">The text as typed; it is normalised to NFC first, and unpaired surrogates become U+FFFD.</param>
    /// <param name="choice">The encoding asked for.</param>
    /// <param name="smartEncoding">Whether typographic characters may be replaced when the whole text then fits GSM 7-bit.</param>
    /// <param name="shift">National language tables that may be used when the default alphabet is not enough. None by default.</param>
    /// <param name="mode">How long texts are concatenated.</param>
    /// <param name="alphabet">What data_coding 0 means at the SMSC.</param>
    public static TextAnalysis Analyze(
        string text,
        EncodingChoice choice = EncodingChoice.Auto,
        bool smartEncoding = false,
        NationalShift shift = default,
        ConcatenationMode mode = ConcatenationMode.Udh8,
        DefaultAlphabet alphabet = DefaultAlphabet.Gsm0338Unpacked)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plan = Decide(text, choice, smartEncoding, shift, alphabet);
        var layout = TextLayout.Of(plan.Text, plan.Units, plan.Encoding, plan.Alphabet, mode, plan.Shift);
        var forcing = plan.Forcing(smartEncoding);
        return new TextAnalysis(plan.Encoding, plan.Text, layout.Segments, layout.Units, layout.UnitsPerSegment, layout.UnitsLeft, forcing)
        {
            Shift = plan.Shift,
        };
    }

    /// <summary>The size of a text only; allocates nothing for a text in plain ASCII. The parameters are those of <see cref="Analyze"/>.</summary>
    /// <param name="text">The text as typed.</param>
    /// <param name="choice">The encoding asked for.</param>
    /// <param name="smartEncoding">Whether typographic characters may be replaced.</param>
    /// <param name="shift">National language tables that may be used.</param>
    /// <param name="mode">How long texts are concatenated.</param>
    /// <param name="alphabet">What data_coding 0 means at the SMSC.</param>
    public static TextSize Measure(
        string text,
        EncodingChoice choice = EncodingChoice.Auto,
        bool smartEncoding = false,
        NationalShift shift = default,
        ConcatenationMode mode = ConcatenationMode.Udh8,
        DefaultAlphabet alphabet = DefaultAlphabet.Gsm0338Unpacked)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plan = Decide(text, choice, smartEncoding, shift, alphabet);
        var layout = TextLayout.Of(plan.Text, plan.Units, plan.Encoding, plan.Alphabet, mode, plan.Shift);
        return new TextSize(plan.Encoding, layout.Segments, layout.Units);
    }

    private static EncodingPlan Decide(string text, EncodingChoice choice, bool smart, NationalShift allowed, DefaultAlphabet alphabet)
    {
        var plain = GsmAlphabet.For(default, alphabet);
        if (choice != EncodingChoice.Ucs2 && text.AsSpan().IndexOfAnyExcept(OneSeptetAscii) < 0)
        {
            return EncodingPlan.Gsm(text, text.Length, default, plain);
        }

        var normal = Normalization.ToNfc(text);
        if (choice == EncodingChoice.Ucs2)
        {
            return EncodingPlan.Ucs2(normal, plain);
        }

        var shift = allowed.On(alphabet);
        var widest = GsmAlphabet.For(shift, alphabet);
        var plan = Fit(normal, plain, widest, shift, alphabet);
        if (plan is null && smart && SmartEncoding.Replace(normal, widest) is { } replaced)
        {
            plan = Fit(replaced, plain, widest, shift, alphabet);
        }

        return plan ?? Misfit(normal, choice, smart, shift, widest);
    }

    // The cheapest way to send the text as GSM 7-bit: the default alphabet, else the national tables with the smallest header that will do.
    private static EncodingPlan? Fit(string text, GsmAlphabet plain, GsmAlphabet widest, NationalShift shift, DefaultAlphabet alphabet)
    {
        if (TryCount(text, plain, out var septets))
        {
            return EncodingPlan.Gsm(text, septets, default, plain);
        }

        if (ReferenceEquals(plain, widest))
        {
            return null;
        }

        EncodingPlan? best = null;
        var fewest = int.MaxValue;
        foreach (var candidate in (ReadOnlySpan<NationalShift>)[new(default, shift.SingleShift), new(shift.LockingShift, default), shift])
        {
            var tables = GsmAlphabet.For(candidate, alphabet);
            if (!TryCount(text, tables, out septets))
            {
                continue;
            }

            var segments = TextLayout.Of(text, septets, SmsEncoding.Gsm7, tables, ConcatenationMode.Udh8, candidate).Segments;
            if (segments < fewest)
            {
                (fewest, best) = (segments, EncodingPlan.Gsm(text, septets, candidate, tables));
            }
        }

        return best;
    }

    private static EncodingPlan Misfit(string text, EncodingChoice choice, bool smart, NationalShift shift, GsmAlphabet widest)
    {
        if (choice == EncodingChoice.Auto)
        {
            return EncodingPlan.Ucs2(text, widest) with { Misfit = text };
        }

        var sent = SmartEncoding.ReplaceOrQuestion(text, widest, smart);
        return EncodingPlan.Gsm(sent, TextLayout.Septets(sent, widest), shift, widest) with { Misfit = text };
    }

    private static bool TryCount(string text, GsmAlphabet alphabet, out int septets)
    {
        septets = 0;
        foreach (var character in text)
        {
            var code = alphabet.Code(character);
            if (code == GsmAlphabet.None)
            {
                return false;
            }

            septets += GsmAlphabet.Cost(code);
        }

        return true;
    }
}
