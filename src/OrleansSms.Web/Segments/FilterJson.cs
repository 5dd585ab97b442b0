using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;

namespace OrleansSms.Web.Segments;

/// <summary>
/// Reads a filter as JSON: <c>{"all": [...]}</c>, <c>{"any": [...]}</c>, <c>{"not": {...}}</c>, <c>{"field": "country", "op": "=", "value": "US"}</c>,
/// <c>{"tag": "vip"}</c>. Each becomes the text that means the same, which is then read like any other.
/// </summary>
internal static class FilterJson
{
    private const string Expected = "must be one of all, any, not, tag, list, consent, or field with op and value";

    private static readonly string[] Operators = ["=", "!=", "<", "<=", ">", ">=", "contains", "starts_with"];

    private static readonly FieldNames Names = new("all", "any", "not", "tag", "list", "consent", "field", "op", "value");
    private static readonly FieldNames Relative = new("ago", "ahead");

    /// <summary>The text of the filter; null when something is wrong with it, which is then noted.</summary>
    public static string? Read(JsonElement element, FieldErrors errors, string pointer)
    {
        var before = errors.List.Count;
        var text = ReadOne(new FieldReader(element, Names, errors, pointer), errors, pointer);
        return errors.List.Count == before ? text : null;
    }

    private static string ReadOne(FieldReader fields, FieldErrors errors, string pointer)
    {
        foreach (var (name, word) in ((string, string)[])[("all", " and "), ("any", " or ")])
        {
            if (fields.TryGetArray(name, FilterLimits.MaxTerms, out var terms))
            {
                return ReadMany(terms, word, errors, $"{pointer}/{name}");
            }
        }

        if (fields.Map("not") is { } negated)
        {
            return $"not ({ReadOne(new FieldReader(negated, Names, errors, pointer + "/not"), errors, pointer + "/not")})";
        }

        foreach (var kind in (string[])["tag", "list", "consent"])
        {
            if (fields.String(kind) is { } member)
            {
                return $"{kind}({Quote(member)})";
            }
        }

        if (fields.String("field", maxChars: ContactLimits.MaxNameChars) is { Length: > 0 } field && !field.Contains('"', StringComparison.Ordinal))
        {
            return Compare(fields, field, errors);
        }

        errors.Add(pointer, FieldCode.InvalidValue, Expected);
        return "";
    }

    private static string ReadMany(JsonElement terms, string word, FieldErrors errors, string pointer)
    {
        var texts = new List<string>();
        foreach (var term in terms.EnumerateArray())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{pointer}/{texts.Count}");
            texts.Add($"({ReadOne(new FieldReader(term, Names, errors, place), errors, place)})");
        }

        if (texts.Count == 0)
        {
            errors.Add(pointer, FieldCode.Required, "must have at least one term");
        }

        return string.Join(word, texts);
    }

    private static string Compare(FieldReader fields, string field, FieldErrors errors)
    {
        // Fields that every contact has are written bare, as a quoted name is always one of the contact's own.
        var name = FilterParser.TryParse(field + " is set", out var parsed, out _) && parsed is IsSet set ? set.Field : $"\"{field}\"";
        var comparison = fields.String("op", required: true) ?? "=";
        if (comparison is "is_set" or "is_not_set")
        {
            return comparison == "is_set" ? $"{name} is set" : $"{name} is not set";
        }

        if (!Operators.Contains(comparison))
        {
            fields.Wrong("op", FieldCode.InvalidValue, $"op must be one of {string.Join(", ", Operators)}, is_set, is_not_set");
        }

        return $"{name} {comparison} {Value(fields, errors)}";
    }

    private static string Value(FieldReader fields, FieldErrors errors)
    {
        var value = fields.Any("value");
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.GetString() is { } text:
                return Quote(text);
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return value.GetRawText();
            case JsonValueKind.Object:
                var relative = new FieldReader(value, Relative, errors, fields.PointerTo("value"));
                return relative.String("ago") is { } past ? $"ago({past})" : $"ahead({relative.String("ahead") ?? "0d"})";
            default:
                fields.Wrong("value", FieldCode.InvalidType, "value must be a string, a number, true, false, {\"ago\": \"30d\"} or {\"ahead\": \"7d\"}");
                return "0";
        }
    }

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
