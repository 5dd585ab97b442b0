using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Importing;

/// <summary>Reads cells of fields.</summary>
internal static class CellValue
{
    /// <summary>Reads a cell as a type, or, where none is asked for, as what it looks like: 007 is a text, 7 a number.</summary>
    public static bool TryRead(string cell, FieldType type, char[] separators, out FieldValue value, out string reason)
    {
        (value, reason) = (default, "");
        if (cell.Length > ContactLimits.MaxTextChars)
        {
            reason = string.Create(CultureInfo.InvariantCulture, $"has {cell.Length} characters; {ContactLimits.MaxTextChars} are allowed");
            return false;
        }

        switch (type)
        {
            case FieldType.None:
                value = Guess(cell);
                return true;
            case FieldType.Number when double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                value = FieldValue.Of(number);
                return true;
            case FieldType.Date when FieldValue.TryDate(cell, out value):
                return true;
            case FieldType.Boolean when TryBoolean(cell, out value):
                return true;
            case FieldType.List:
                value = FieldValue.Of([.. cell.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(ContactLimits.MaxItems)]);
                return true;
            case FieldType.Text:
                value = FieldValue.OfText(cell);
                return true;
            default:
                reason = Expected(type);
                return false;
        }
    }

    private static FieldValue Guess(string cell)
    {
        if (FieldValue.TryDate(cell, out var date))
        {
            return date;
        }

        // Only what is written as the number itself would be: a postal code with a leading zero, or 1e5, stays a text.
        if ((char.IsAsciiDigit(cell[0]) || cell[0] == '-')
            && double.TryParse(cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && FieldValue.Of(number) is var value && value.ToString() == cell)
        {
            return value;
        }

        return TryBoolean(cell, out var yes) && cell.Length > 1 ? yes : FieldValue.OfText(cell);
    }

    private static bool TryBoolean(string cell, out FieldValue value)
    {
        var isTrue = cell is "1" || cell.Equals("true", StringComparison.OrdinalIgnoreCase);
        value = FieldValue.Of(isTrue);
        return isTrue || cell is "0" || cell.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    private static string Expected(FieldType type) => type switch
    {
        FieldType.Number => "not a number: give one such as 12.50",
        FieldType.Date => "not a date: give one such as 2026-03-01 or 2026-03-01T09:30:00Z",
        _ => "neither true nor false",
    };
}
