namespace OrleansSms.Domain.Messages;

/// <summary>What a message may show as its sender, and how it is written in an SMPP address.</summary>
public static class Originator
{
    /// <summary>What is right, for error messages.</summary>
    public const string Expected = "a number such as +447700900123, a short code of 3 to 8 digits, or 1 to 11 letters, digits and spaces with at least one letter";

    private const int MaxAlphanumericChars = 11;
    private const int MinShortCodeDigits = 3;
    private const int MaxShortCodeDigits = 8;

    /// <summary>Which kind an originator is, taken from its text alone.</summary>
    public static OriginatorKind KindOf(string from)
    {
        if (from.StartsWith('+'))
        {
            return OriginatorKind.International;
        }

        foreach (var c in from)
        {
            if (!char.IsAsciiDigit(c))
            {
                return OriginatorKind.Alphanumeric;
            }
        }

        return OriginatorKind.ShortCode;
    }

    /// <summary>Brings an originator to the form it is kept in: <c>+digits</c>, digits, or the name.</summary>
    public static bool TryNormalize(string? text, out string from)
    {
        from = "";
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var trimmed = text.Trim();
        if (trimmed.Length <= MaxAlphanumericChars && HasLetter(trimmed))
        {
            from = trimmed;
            return IsAlphanumeric(trimmed);
        }

        if (trimmed.Length is >= MinShortCodeDigits and <= MaxShortCodeDigits && trimmed.All(char.IsAsciiDigit))
        {
            from = trimmed;
            return true;
        }

        if (!NumberParser.TryParse(trimmed, null, out var number))
        {
            return false;
        }

        from = number.ToString();
        return true;
    }

    /// <summary>Whether whoever gets a message from it can answer: not a name in letters.</summary>
    public static bool IsAnswerable(string from) => KindOf(from) != OriginatorKind.Alphanumeric;

    private static bool HasLetter(string text) => text.Any(char.IsAsciiLetter);

    private static bool IsAlphanumeric(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '.' or '&' or '_');
}

/// <summary>Kinds of originators.</summary>
public enum OriginatorKind : byte
{
    /// <summary>A number with country code: TON 1, NPI 1.</summary>
    International = 0,

    /// <summary>A short code: TON 3, NPI 0.</summary>
    ShortCode = 1,

    /// <summary>A name: TON 5, NPI 0. It cannot be answered.</summary>
    Alphanumeric = 2,
}
