using PhoneNumbers;

namespace OrleansSms.Domain.Messages;

/// <summary>Reads telephone numbers as people and systems write them.</summary>
public static class NumberParser
{
    /// <summary>What is right, for error messages.</summary>
    public const string Expected = "a number in international format such as +447700900123 (national format only together with default_country)";

    private const int MaxInputChars = 40;
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();
    private static readonly bool[] CallingCodes = BuildCallingCodes();

    /// <summary>
    /// Reads a number. International format (plus sign, 00, or bare digits when no country is given) takes a short way;
    /// anything else is read as a number of <paramref name="country"/> (ISO 3166, two letters).
    /// </summary>
    public static bool TryParse(string? text, string? country, out Msisdn number)
    {
        number = default;
        if (string.IsNullOrEmpty(text) || text.Length > MaxInputChars)
        {
            return false;
        }

        Span<char> digits = stackalloc char[text.Length];
        if (!TryStrip(text, digits, out var length, out var international))
        {
            return false;
        }

        var rest = digits[..length];
        if (!international && rest.StartsWith("00"))
        {
            rest = rest[2..];
            international = true;
        }

        return international || country is null ? TryInternational(rest, out number) : TryNational(text, country, out number);
    }

    /// <summary>Whether a country is one whose numbers can be read.</summary>
    public static bool IsCountry(string country) => Library.GetSupportedRegions().Contains(country);

    /// <summary>Keeps the digits; false at anything that is neither a digit nor a usual separator. A space for a plus sign is what a query string makes of it.</summary>
    private static bool TryStrip(string text, Span<char> digits, out int length, out bool international)
    {
        length = 0;
        international = text[0] is '+' or ' ';
        for (var i = international ? 1 : 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits[length++] = text[i];
            }
            else if (text[i] is not (' ' or '-' or '.' or '(' or ')' or '/' or '\u00A0'))
            {
                return false;
            }
        }

        return length > 0;
    }

    private static bool TryInternational(ReadOnlySpan<char> digits, out Msisdn number)
    {
        number = default;
        if (digits.Length is < Msisdn.MinDigits or > Msisdn.MaxDigits || digits[0] == '0')
        {
            return false;
        }

        var value = long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        number = new Msisdn(value);
        return HasCallingCode(digits);
    }

    private static bool TryNational(string text, string country, out Msisdn number)
    {
        number = default;
        try
        {
            var parsed = Library.Parse(text, country);
            if (!Library.IsPossibleNumber(parsed))
            {
                return false;
            }

            return TryInternational(Library.Format(parsed, PhoneNumberFormat.E164).AsSpan(1), out number);
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    private static bool HasCallingCode(ReadOnlySpan<char> digits)
    {
        var code = 0;
        for (var i = 0; i < 3; i++)
        {
            code = (code * 10) + (digits[i] - '0');
            if (CallingCodes[code])
            {
                return true;
            }
        }

        return false;
    }

    private static bool[] BuildCallingCodes()
    {
        var codes = new bool[1_000];
        foreach (var code in Library.GetSupportedCallingCodes())
        {
            codes[code] = true;
        }

        return codes;
    }
}
