using OrleansSms.Domain.Contacts;

namespace OrleansSms.Web.Contacts;

/// <summary>Values of fields as JSON: a string that is an RFC 3339 day or time is a date, and is written as the same string again.</summary>
internal static class FieldValueJson
{
    private const string Expected = "must be a string, a number, true, false, a list of strings, or null to remove it";

    public static bool TryRead(JsonElement element, out FieldValue value, out string expected, int maxChars = ContactLimits.MaxTextChars)
    {
        (value, expected) = (default, Expected);
        try
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Null:
                    return true;
                case JsonValueKind.True or JsonValueKind.False:
                    value = FieldValue.Of(element.GetBoolean());
                    return true;
                case JsonValueKind.Number when element.TryGetDouble(out var number) && double.IsFinite(number):
                    value = FieldValue.Of(number);
                    return true;
                case JsonValueKind.String when element.GetString()!.Length <= maxChars:
                    value = FieldValue.Of(element.GetString()!);
                    return true;
                case JsonValueKind.String:
                    expected = string.Create(CultureInfo.InvariantCulture, $"must have at most {maxChars} characters");
                    return false;
                case JsonValueKind.Array:
                    return TryReadList(element, out value, ref expected, maxChars);
                default:
                    return false;
            }
        }
        catch (InvalidOperationException)
        {
            expected = "is not valid Unicode";
            return false;
        }
    }

    public static void Write(Utf8JsonWriter writer, in FieldValue value)
    {
        switch (value.Type)
        {
            case FieldType.Number:
                writer.WriteNumberValue(value.Number);
                break;
            case FieldType.Boolean:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            case FieldType.List:
                WriteList(writer, value.Items!);
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }

    public static void WriteList(Utf8JsonWriter writer, IReadOnlyList<string> items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }

    private static bool TryReadList(JsonElement element, out FieldValue value, ref string expected, int maxChars)
    {
        value = default;
        if (element.GetArrayLength() > ContactLimits.MaxItems)
        {
            expected = string.Create(CultureInfo.InvariantCulture, $"must have at most {ContactLimits.MaxItems} items");
            return false;
        }

        var items = new List<string>();
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || item.GetString()!.Length > maxChars)
            {
                expected = "must be a list of strings";
                return false;
            }

            items.Add(item.GetString()!);
        }

        value = FieldValue.Of(items);
        return true;
    }
}
