using OrleansSms.Contracts.Templates;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Templates;
using OrleansSms.Web.Contacts;

namespace OrleansSms.Web.Templates;

/// <summary>Reads templates, and variables for them.</summary>
internal static class TemplateFields
{
    public static readonly FieldNames Names = new("name", "body", "languages") { OtherWords = new Dictionary<string, string> { ["text"] = "body" } };

    public static readonly FieldNames SampleNames = new("variables", "language", "zone", "contact_id", "smart_encoding");

    public static readonly FieldNames PreviewNames = new(["body", .. SampleNames.Names]);

    public static TemplateConfig Read(FieldReader fields, TemplateConfig current, bool isNew)
    {
        var template = current with
        {
            Name = fields.String("name", isNew, TemplateConfig.MaxNameChars) ?? current.Name,
            Body = fields.String("body", isNew, TemplateLimits.MaxChars) ?? current.Body,
            Languages = ReadLanguages(fields) ?? current.Languages,
        };
        if (!fields.Errors.Any)
        {
            foreach (var (pointer, detail) in TemplateRules.Check(template))
            {
                fields.Errors.Add(pointer, FieldCode.InvalidValue, detail);
            }
        }

        return template;
    }

    public static TemplateSample ReadSample(FieldReader fields)
    {
        ContactId? contact = null;
        if (fields.String("contact_id") is { } text)
        {
            contact = ContactId.TryParse(text, out var id) ? id : null;
            if (contact is null)
            {
                fields.Wrong("contact_id", FieldCode.InvalidValue, "contact_id must be the id of a contact, cnt_…");
            }
        }

        return new TemplateSample(
            ReadVariables(fields) ?? Contact.NoFields, fields.String("language"), fields.String("zone"), contact, fields.Boolean("smart_encoding") ?? false);
    }

    /// <summary>Variables of a message; null when absent.</summary>
    public static IReadOnlyDictionary<string, FieldValue>? ReadVariables(FieldReader fields)
    {
        if (fields.Map("variables") is not { } map)
        {
            return null;
        }

        var variables = new Dictionary<string, FieldValue>();
        if (map.GetPropertyCount() > TemplateLimits.MaxVariables)
        {
            fields.Wrong("variables", FieldCode.TooMany, string.Create(CultureInfo.InvariantCulture, $"a message may have {TemplateLimits.MaxVariables} variables"));
            return variables;
        }

        foreach (var property in map.EnumerateObject())
        {
            if (FieldValueJson.TryRead(property.Value, out var value, out var expected, TemplateLimits.MaxValueChars))
            {
                variables[property.Name] = value;
            }
            else
            {
                fields.Errors.Add($"{fields.PointerTo("variables")}/{property.Name}", FieldCode.InvalidValue, expected);
            }
        }

        return variables;
    }

    private static Dictionary<string, string>? ReadLanguages(FieldReader fields)
    {
        if (fields.Map("languages") is not { } map)
        {
            return null;
        }

        var languages = new Dictionary<string, string>();
        if (map.GetPropertyCount() > TemplateConfig.MaxLanguages)
        {
            fields.Wrong("languages", FieldCode.TooMany, string.Create(CultureInfo.InvariantCulture, $"a template may have texts in {TemplateConfig.MaxLanguages} languages"));
            return languages;
        }

        foreach (var property in map.EnumerateObject())
        {
            if (FieldValueJson.TryRead(property.Value, out var value, out var expected, TemplateLimits.MaxChars)
                && value.Type is FieldType.Text or FieldType.Date)
            {
                languages[property.Name] = property.Value.GetString()!;
            }
            else
            {
                fields.Errors.Add($"{fields.PointerTo("languages")}/{property.Name}", FieldCode.InvalidType, expected.Length > 0 ? expected : "must be a string");
            }
        }

        return languages;
    }
}
