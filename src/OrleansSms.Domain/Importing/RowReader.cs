using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Importing;

/// <summary>Makes contacts of rows. What an empty cell says nothing about stays.</summary>
public sealed class RowReader(ColumnPlan plan, ImportConfig config)
{
    private static readonly char[] Separators = [';', '|'];
    private static readonly string[] Yes = ["yes", "y", "true", "1", "x", "ja", "oui", "si", "sí", "opt-in", "opted in", "subscribed"];

    private readonly bool _asksConsent = config.Consent is { AllRows: false };

    /// <summary>Reads a row; where it cannot be taken, <paramref name="reject"/> says which column and why.</summary>
    /// <param name="cells">The cell of a column.</param>
    public bool TryRead(Func<int, string> cells, out Contact contact, out RowReject reject)
    {
        (contact, reject) = (null!, default);
        var text = cells(plan.NumberColumn);
        if (!NumberParser.TryParse(text.Trim(), config.DefaultCountry, out var number))
        {
            reject = new RowReject(plan.NumberColumn, text.Length == 0 ? "there is no number" : $"not a number: give {NumberParser.Expected}");
            return false;
        }

        var row = new Contact { Id = default, Number = number, Tags = config.Tags, Lists = config.Lists };
        var fields = new Dictionary<string, FieldValue>(plan.Targets.Count);
        for (var i = 0; i < plan.Targets.Count; i++)
        {
            if (plan.Targets[i].Kind is ColumnKind.Ignored or ColumnKind.Number || cells(i).Trim() is not { Length: > 0 } cell)
            {
                continue;
            }

            if (TakeCell(plan.Targets[i], cell, ref row, fields) is { } reason)
            {
                reject = new RowReject(i, reason);
                return false;
            }
        }

        contact = row with { Fields = fields, Consents = config.Consent is { AllRows: true } ? [Consent(config.CreatedAt)] : row.Consents };
        return true;
    }

    private string? TakeCell(in ColumnTarget target, string cell, ref Contact row, Dictionary<string, FieldValue> fields)
    {
        switch (target.Kind)
        {
            case ColumnKind.Zone when !ContactLimits.IsZone(cell):
                return "not a time zone: give one such as Europe/Berlin";
            case ColumnKind.Zone:
                row = row with { Zone = cell };
                return null;
            case ColumnKind.Language when !ContactLimits.IsLanguage(cell.Replace('_', '-')):
                return "not a language: give one such as de or pt-BR";
            case ColumnKind.Language:
                row = row with { Language = cell.Replace('_', '-') };
                return null;
            case ColumnKind.Tags or ColumnKind.Lists:
                return TakeWords(target.Kind, cell, ref row);
            case ColumnKind.Consent:
                return TakeConsent(cell, ref row);
            default:
                return CellValue.TryRead(cell, target.Type, Separators, out var value, out var reason) ? Put(fields, target.Field, value) : reason;
        }
    }

    private static string? Put(Dictionary<string, FieldValue> fields, string name, in FieldValue value)
    {
        fields[name] = value;
        return null;
    }

    private static string? TakeWords(ColumnKind kind, string cell, ref Contact row)
    {
        string[] words = [.. cell.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (words.Length > ContactLimits.MaxTags || !words.All(ContactLimits.IsTag))
        {
            return string.Create(CultureInfo.InvariantCulture, $"give at most {ContactLimits.MaxTags} words of up to {ContactLimits.MaxTagChars} characters");
        }

        row = kind == ColumnKind.Tags ? row with { Tags = [.. row.Tags.Union(words)] } : row with { Lists = [.. row.Lists.Union(words)] };
        return null;
    }

    /// <summary>A day or time is when consent was given; a yes is one at the time of the import; anything else is none.</summary>
    private string? TakeConsent(string cell, ref Contact row)
    {
        if (!_asksConsent)
        {
            return null;
        }

        if (FieldValue.TryDate(cell, out var date))
        {
            row = row with { Consents = [Consent(date.Micros)] };
        }
        else if (Yes.Contains(cell, StringComparer.OrdinalIgnoreCase))
        {
            row = row with { Consents = [Consent(config.CreatedAt)] };
        }

        return null;
    }

    private ContactConsent Consent(long at) => new(config.Consent!.Purpose, config.Consent.Wording, "import", at);
}

/// <summary>Why a row cannot be taken.</summary>
/// <param name="Column">The column, from 0; -1 = the row as a whole.</param>
/// <param name="Reason">Why, and what would be right.</param>
public readonly record struct RowReject(int Column, string Reason);
