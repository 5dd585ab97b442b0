using OrleansSms.Domain.Segments;

namespace OrleansSms.Web.Segments;

/// <summary>Reads a filter, as text or as JSON.</summary>
internal static class FilterReading
{
    /// <summary>The filter of a field; null when absent or wrong.</summary>
    public static Filter? Filter(this FieldReader fields, string name, bool required = false)
    {
        var value = fields.Any(name);
        if (value.ValueKind == JsonValueKind.Object)
        {
            return FilterJson.Read(value, fields.Errors, fields.PointerTo(name)) is { } written ? Parse(written, detail => fields.Wrong(name, FieldCode.InvalidValue, detail)) : null;
        }

        return fields.String(name, required) is { } text ? Parse(text, detail => fields.Wrong(name, FieldCode.InvalidValue, detail)) : null;
    }

    /// <summary>The filter of a query parameter; null when absent or wrong.</summary>
    public static Filter? Filter(this QueryReader query, string name) =>
        query.String(name) is { } text ? Parse(text, detail => query.Wrong(name, detail)) : null;

    private static Filter? Parse(string text, Action<string> refuse)
    {
        if (FilterParser.TryParse(text, out var filter, out var error))
        {
            return filter;
        }

        refuse($"the filter cannot be read {error}");
        return null;
    }
}
