using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Importing;
using OrleansSms.Web.Contacts;

namespace OrleansSms.Web.Importing;

/// <summary>Reads how a file is to be imported.</summary>
internal static class ImportFields
{
    public static readonly FieldNames Names = new("columns", "default_country", "duplicates", "tags", "lists", "consent")
    {
        OtherWords = new Dictionary<string, string> { ["mapping"] = "columns", ["country"] = "default_country", ["on_duplicate"] = "duplicates" },
    };

    private static readonly FieldNames ConsentNames = new("purpose", "wording", "all_rows");

    public static ImportConfig Read(FieldReader fields, ImportConfig blank) => blank with
    {
        Columns = ReadColumns(fields),
        DefaultCountry = ReadCountry(fields),
        Duplicates = fields.Choice<DuplicateRule>("duplicates") ?? DuplicateRule.Merge,
        Tags = ContactFields.Words(fields, "tags") ?? [],
        Lists = ContactFields.Words(fields, "lists") ?? [],
        Consent = fields.Object("consent", ConsentNames) is { } consent ? ReadConsent(consent) : null,
    };

    private static ImportConsent ReadConsent(FieldReader fields) => new(
        fields.String("purpose", required: true, ContactLimits.MaxTagChars) ?? "",
        fields.String("wording", required: true, ContactLimits.MaxTextChars) ?? "",
        fields.Boolean("all_rows") ?? false);

    private static string? ReadCountry(FieldReader fields)
    {
        var country = fields.String("default_country");
        if (country is not null && !NumberParser.IsCountry(country))
        {
            fields.Wrong("default_country", FieldCode.InvalidValue, "default_country must be an ISO 3166 country of two capital letters, such as GB");
        }

        return country;
    }

    private static Dictionary<string, string> ReadColumns(FieldReader fields)
    {
        var columns = new Dictionary<string, string>();
        if (fields.Map("columns") is not { } map)
        {
            return columns;
        }

        foreach (var property in map.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String && columns.Count < ImportLimits.MaxColumns
                && ColumnTarget.TryParse(property.Value.GetString()!, out _))
            {
                columns[property.Name] = property.Value.GetString()!;
            }
            else
            {
                fields.Errors.Add($"{fields.PointerTo("columns")}/{property.Name}", FieldCode.InvalidValue, $"must be one of {ColumnTarget.Expected}");
            }
        }

        return columns;
    }
}
