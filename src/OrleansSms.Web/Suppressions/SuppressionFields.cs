using OrleansSms.Domain.Recipients;
using OrleansSms.Web.Csv;

namespace OrleansSms.Web.Suppressions;

/// <summary>Reads numbers that are to be suppressed.</summary>
internal static class SuppressionFields
{
    /// <summary>Lines of a CSV file: some 80 characters each fill the body's limit.</summary>
    public const int MaxLines = 50_000;

    private const string Number = "number";
    private const string DefaultReason = "added by the account";

    public static readonly FieldNames Names = new(Number, "reason", "list", "expires_at");

    public static SuppressionEntry Read(FieldReader fields, string list, long now)
    {
        var number = default(Msisdn);
        if (fields.String(Number, required: true) is { } text && !PhoneNumberText.TryParse(text, out number))
        {
            fields.Wrong(Number, FieldCode.InvalidValue, $"{Number} must be {PhoneNumberText.Expected}");
        }

        long? until = fields.Time("expires_at") is { } time ? UnixMicros.From(time) : null;
        if (until <= now)
        {
            fields.Wrong("expires_at", FieldCode.OutOfRange, "expires_at must be in the future");
        }

        return new SuppressionEntry(list, number, fields.String("reason", maxChars: SuppressionEntry.MaxReasonChars) ?? DefaultReason, now, until);
    }

    /// <summary>Reads lines of number, reason and expiry; a first line that names them is passed over. Of a number that stands on several lines the last counts.</summary>
    public static (IReadOnlyList<SuppressionEntry> Entries, int Rejected) ReadCsv(string text, string list, long now, FieldErrors errors)
    {
        var entries = new Dictionary<Msisdn, SuppressionEntry>();
        var (lines, rejected) = (0, 0);
        foreach (var (line, fields) in CsvReader.Read(text))
        {
            if (lines++ == 0 && fields[0].Equals(Number, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (lines > MaxLines)
            {
                errors.Add("", FieldCode.TooMany, string.Create(CultureInfo.InvariantCulture, $"a file may have {MaxLines} lines"));
                return ([], rejected);
            }

            if (ReadLine(fields, list, now, string.Create(CultureInfo.InvariantCulture, $"/lines/{line}"), errors) is { } entry)
            {
                entries[entry.Number] = entry;
            }
            else
            {
                rejected++;
            }
        }

        return ([.. entries.Values], rejected);
    }

    private static SuppressionEntry? ReadLine(IReadOnlyList<string> fields, string list, long now, string pointer, FieldErrors errors)
    {
        if (!PhoneNumberText.TryParse(fields[0], out var number))
        {
            errors.Add(pointer, FieldCode.InvalidValue, "the first field must be a number in international form, as in +447700900123");
            return null;
        }

        var reason = fields.Count > 1 && fields[1].Length > 0 ? fields[1] : DefaultReason;
        if (reason.Length > SuppressionEntry.MaxReasonChars)
        {
            errors.Add(pointer, FieldCode.TooLong, string.Create(CultureInfo.InvariantCulture, $"the reason may have {SuppressionEntry.MaxReasonChars} characters"));
            return null;
        }

        if (fields.Count <= 2 || fields[2].Length == 0)
        {
            return new SuppressionEntry(list, number, reason, now);
        }

        if (Rfc3339.TryParse(fields[2], out var until))
        {
            return new SuppressionEntry(list, number, reason, now, UnixMicros.From(until));
        }

        errors.Add(pointer, FieldCode.InvalidValue, $"the third field must be {Rfc3339.Expected}");
        return null;
    }
}
