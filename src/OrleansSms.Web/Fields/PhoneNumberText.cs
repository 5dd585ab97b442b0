using System.Buffers;

namespace OrleansSms.Web.Fields;

/// <summary>Numbers in queries, where they are searched for: international form only, with the freedom that people take in writing it.</summary>
internal static class PhoneNumberText
{
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789 -()");

    public const string Expected = "a number in international form, as in +447700900123 (in a query the plus sign is %2B)";

    public static bool TryParse(string text, out Msisdn number)
    {
        number = default;
        var digits = new string([.. text.Where(c => c is not (' ' or '-' or '(' or ')' or '.' or '/'))]).TrimStart('+');
        digits = digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
        if (digits.Length is < Msisdn.MinDigits or > Msisdn.MaxDigits || digits[0] == '0' || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        number = new Msisdn(long.Parse(digits, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>A plus sign that was not written as %2B arrives as a space: give it back to what is otherwise a number.</summary>
    public static string RestorePlus(string text) =>
        text.Length > 1 && text[0] == ' ' && text.AsSpan(1).IndexOfAnyExcept(OfNumbers) < 0 ? string.Concat("+", text.AsSpan(1)) : text;
}
