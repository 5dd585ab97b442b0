using OrleansSms.Domain.Contacts;

namespace OrleansSms.Web.Contacts;

/// <summary>Reads what is to be known of a contact.</summary>
internal static class ContactFields
{
    public static readonly FieldNames Names = new("number", "default_country", "fields", "zone", "language", "tags", "lists", "consent")
    {
        OtherWords = new Dictionary<string, string> { ["phone"] = "number", ["to"] = "number", ["time_zone"] = "zone", ["timezone"] = "zone", ["attributes"] = "fields" },
    };

    public static readonly FieldNames PatchNames = new("fields", "zone", "language", "tags", "lists", "consent")
    {
        NotServed = new Dictionary<string, string> { ["number"] = "a contact is its number; delete this one and make another" },
        OtherWords = Names.OtherWords,
    };

    private static readonly FieldNames ConsentNames = new("purpose", "wording", "at");

    public static Msisdn ReadNumber(FieldReader fields)
    {
        var country = fields.String("default_country");
        if (country is not null && !NumberParser.IsCountry(country))
        {
            fields.Wrong("default_country", FieldCode.InvalidValue, "default_country must be an ISO 3166 country of two capital letters, such as GB");
            country = null;
        }

        if (fields.String("number", required: true) is { } text && !NumberParser.TryParse(text, country, out var number))
        {
            fields.Wrong("number", FieldCode.InvalidValue, $"number must be {NumberParser.Expected}");
        }
        else
        {
            NumberParser.TryParse(fields.String("number"), country, out number);
        }

        return number;
    }

    public static ContactPatch Read(FieldReader fields, long now) => new()
    {
        Fields = ReadValues(fields),
        Zone = Clearable(fields, "zone", ContactLimits.IsZone, "an IANA time zone such as Europe/Berlin"),
        Language = Clearable(fields, "language", ContactLimits.IsLanguage, "a language such as de or pt-BR"),
        Tags = Words(fields, "tags"),
        Lists = Words(fields, "lists"),
        Consent = fields.Object("consent", ConsentNames) is { } consent ? ReadConsent(consent, now) : null,
    };

    private static ContactConsent ReadConsent(FieldReader fields, long now) => new(
        fields.String("purpose", required: true, ContactLimits.MaxTagChars) ?? "",
        fields.String("wording", required: true, ContactLimits.MaxTextChars) ?? "",
        "api",
        fields.Time("at") is { } at ? UnixMicros.From(at) : now);

    /// <summary>Null removes it, absent leaves it.</summary>
    private static string? Clearable(FieldReader fields, string name, Func<string, bool> isValid, string expected)
    {
        if (fields.IsNull(name))
        {
            return "";
        }

        if (fields.String(name) is { } text && !isValid(text))
        {
            fields.Wrong(name, FieldCode.InvalidValue, $"{name} must be {expected}");
            return null;
        }

        return fields.String(name);
    }

    public static IReadOnlyList<string>? Words(FieldReader fields, string name)
    {
        if (fields.Strings(name, ContactLimits.MaxTags) is not { } words)
        {
            return null;
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (!ContactLimits.IsTag(words[i]))
            {
                var pointer = string.Create(CultureInfo.InvariantCulture, $"{fields.PointerTo(name)}/{i}");
                fields.Errors.Add(pointer, FieldCode.InvalidValue, string.Create(CultureInfo.InvariantCulture, $"must have 1 to {ContactLimits.MaxTagChars} characters"));
            }
        }

        return [.. words.Distinct()];
    }

    private static Dictionary<string, FieldValue> ReadValues(FieldReader fields)
    {
        var values = new Dictionary<string, FieldValue>();
        if (fields.Map("fields") is not { } map)
        {
            return values;
        }

        if (map.GetPropertyCount() > ContactLimits.MaxFields)
        {
            fields.Wrong("fields", FieldCode.TooMany, string.Create(CultureInfo.InvariantCulture, $"a contact may have {ContactLimits.MaxFields} fields"));
            return values;
        }

        foreach (var property in map.EnumerateObject())
        {
            var pointer = $"{fields.PointerTo("fields")}/{property.Name}";
            if (!ContactLimits.IsName(property.Name))
            {
                fields.Errors.Add(pointer, FieldCode.InvalidValue, $"a field's name has {ContactLimits.ExpectedName}");
            }
            else if (FieldValueJson.TryRead(property.Value, out var value, out var expected))
            {
                values[property.Name] = value;
            }
            else
            {
                fields.Errors.Add(pointer, FieldCode.InvalidValue, expected);
            }
        }

        return values;
    }
}
