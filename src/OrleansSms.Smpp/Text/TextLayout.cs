namespace OrleansSms.Smpp.Text;

// Where a text breaks into segments. Counting and splitting both use it, so that they cannot disagree.
internal readonly record struct TextLayout(int Segments, int Units, int UnitsPerSegment, int UnitsLeft)
{
    internal static TextLayout Of(ReadOnlySpan<char> text, SmsEncoding encoding, GsmAlphabet alphabet, ConcatenationMode mode, NationalShift shift)
    {
        var units = encoding == SmsEncoding.Gsm7 ? Septets(text, alphabet) : text.Length;
        return Of(text, units, encoding, alphabet, mode, shift);
    }

    internal static TextLayout Of(
        ReadOnlySpan<char> text, int units, SmsEncoding encoding, GsmAlphabet alphabet, ConcatenationMode mode, NationalShift shift)
    {
        var alone = SegmentSize.Units(encoding, SegmentSize.HeaderOctets(mode, concatenated: false, shift));
        if (units <= alone)
        {
            return new(1, units, alone, alone - units);
        }

        var per = SegmentSize.Units(encoding, SegmentSize.HeaderOctets(mode, concatenated: true, shift));
        var pairs = encoding == SmsEncoding.Gsm7 ? units != text.Length : text.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;
        if (!pairs)
        {
            var segments = (units + per - 1) / per;
            return new(segments, units, per, (segments * per) - units);
        }

        return WithPairs(text, units, per, encoding, alphabet);
    }

    // The end of the segment that starts at start. Neither an escape pair nor a surrogate pair is split.
    internal static int Next(ReadOnlySpan<char> text, int start, int per, SmsEncoding encoding, GsmAlphabet alphabet, out int used)
    {
        used = 0;
        var end = start;
        while (end < text.Length)
        {
            var length = IsPair(text, end) && encoding != SmsEncoding.Gsm7 ? 2 : 1;
            var cost = encoding == SmsEncoding.Gsm7 ? alphabet.Cost(text[end]) : length;
            if (used + cost > per)
            {
                break;
            }

            used += cost;
            end += length;
        }

        return end;
    }

    internal static int Septets(ReadOnlySpan<char> text, GsmAlphabet alphabet)
    {
        var septets = 0;
        foreach (var character in text)
        {
            septets += alphabet.Cost(character);
        }

        return septets;
    }

    internal static bool IsPair(ReadOnlySpan<char> text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);

    private static TextLayout WithPairs(ReadOnlySpan<char> text, int units, int per, SmsEncoding encoding, GsmAlphabet alphabet)
    {
        var segments = 0;
        var used = 0;
        for (var start = 0; start < text.Length; segments++)
        {
            start = Next(text, start, per, encoding, alphabet, out used);
        }

        return new(segments, units, per, per - used);
    }
}
