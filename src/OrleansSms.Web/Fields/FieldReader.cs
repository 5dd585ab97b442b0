namespace OrleansSms.Web.Fields;

/// <summary>
/// Reads the declared fields of a JSON object and notes everything that is wrong, each with its JSON Pointer (RFC 6901). What is wrong reads as if
/// it were absent, so that reading goes on and finds the rest.
/// </summary>
internal readonly struct FieldReader
{
    private readonly JsonElement _element;
    private readonly FieldNames _names;
    private readonly FieldErrors _errors;
    private readonly string _parent;
    private readonly int _index;
    private readonly bool _isObject;

    /// <param name="index">Place in the array that <paramref name="parent"/> points to; -1 when the parent is the object itself.</param>
    public FieldReader(JsonElement element, FieldNames names, FieldErrors errors, string parent = "", int index = -1)
    {
        (_element, _names, _errors, _parent, _index) = (element, names, errors, parent, index);
        _isObject = element.ValueKind == JsonValueKind.Object;
        if (_isObject)
        {
            RefuseUnknown();
        }
        else
        {
            errors.Add(Here, FieldCode.InvalidType, "must be a JSON object");
        }
    }

    public FieldErrors Errors => _errors;

    private string Here => _index < 0 ? _parent : string.Create(CultureInfo.InvariantCulture, $"{_parent}/{_index}");

    /// <summary>Whether the field is there, be it null.</summary>
    public bool Has(string name) => _isObject && _element.TryGetProperty(_names.ToUtf8(name), out _);

    /// <summary>Whether the field is there and null.</summary>
    public bool IsNull(string name) => _isObject && _element.TryGetProperty(_names.ToUtf8(name), out var value) && value.ValueKind == JsonValueKind.Null;

    public string PointerTo(string name) => $"{Here}/{Escape(name)}";

    public void Wrong(string name, string code, string detail) => _errors.Add(PointerTo(name), code, detail);

    public string? String(string name, bool required = false, int maxChars = int.MaxValue)
    {
        if (!TryGet(name, required, JsonValueKind.String, "a string", out var value) || TextOf(name, value) is not { } text)
        {
            return null;
        }

        if (text.Length > maxChars)
        {
            Wrong(name, FieldCode.TooLong, string.Create(CultureInfo.InvariantCulture, $"{name} has {text.Length} characters; {maxChars} are allowed"));
            return null;
        }

        return text;
    }

    public bool? Boolean(string name)
    {
        if (!TryGetAny(name, required: false, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Wrong(name, FieldCode.InvalidType, $"{name} must be true or false, without quotes");
        return null;
    }

    public long? Integer(string name, long min, long max, bool required = false)
    {
        if (!TryGet(name, required, JsonValueKind.Number, "a whole number", out var value))
        {
            return null;
        }

        if (!value.TryGetInt64(out var number))
        {
            Wrong(name, FieldCode.InvalidType, $"{name} must be a whole number");
            return null;
        }

        if (number < min || number > max)
        {
            Wrong(name, FieldCode.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"{name} must be from {min} to {max}"));
            return null;
        }

        return number;
    }

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (String(name) is not { } text)
        {
            return null;
        }

        if (EnumNames<T>.TryParse(text, out var value))
        {
            return value;
        }

        Wrong(name, FieldCode.InvalidValue, $"{name} must be one of {string.Join(", ", EnumNames<T>.Names)}");
        return null;
    }

    public DateTimeOffset? Time(string name)
    {
        if (String(name) is not { } text)
        {
            return null;
        }

        if (Rfc3339.TryParse(text, out var time))
        {
            return time;
        }

        Wrong(name, FieldCode.InvalidValue, $"{name} must be {Rfc3339.Expected}");
        return null;
    }

    public TimeSpan? Duration(string name, bool required = false)
    {
        if (String(name, required) is not { } text)
        {
            return null;
        }

        if (IsoDuration.TryParse(text, out var duration))
        {
            return duration;
        }

        Wrong(name, FieldCode.InvalidValue, $"{name} must be {IsoDuration.Expected}");
        return null;
    }

    /// <summary>An array of strings; null when absent.</summary>
    public IReadOnlyList<string>? Strings(string name, int maxItems, bool required = false)
    {
        if (!TryGetArray(name, maxItems, out var array, required))
        {
            return null;
        }

        var items = new List<string>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{PointerTo(name)}/{items.Count}");
            if (item.ValueKind != JsonValueKind.String)
            {
                _errors.Add(path, FieldCode.InvalidType, $"must be a string, not {KindOf(item)}");
            }

            items.Add(item.ValueKind == JsonValueKind.String ? TextOf(name, item) ?? "" : "");
        }

        return items;
    }

    /// <summary>An array of at most so many things.</summary>
    public bool TryGetArray(string name, int maxItems, out JsonElement array, bool required = false)
    {
        if (!TryGet(name, required, JsonValueKind.Array, "an array", out array))
        {
            return false;
        }

        if (array.GetArrayLength() <= maxItems)
        {
            return true;
        }

        Wrong(name, FieldCode.TooMany, string.Create(CultureInfo.InvariantCulture, $"{name} has {array.GetArrayLength()} items; {maxItems} are allowed"));
        return false;
    }

    /// <summary>An object within this one; null when absent.</summary>
    public FieldReader? Object(string name, FieldNames names) =>
        TryGet(name, required: false, JsonValueKind.Object, "an object", out var value) ? new FieldReader(value, names, _errors, PointerTo(name)) : null;

    /// <summary>An object of any names; null when absent.</summary>
    public JsonElement? Map(string name) => TryGet(name, required: false, JsonValueKind.Object, "an object", out var value) ? value : null;

    /// <summary>Whatever the field is; undefined when absent.</summary>
    public JsonElement Any(string name) => TryGetAny(name, required: false, out var value) ? value : default;

    private bool TryGetAny(string name, bool required, out JsonElement value)
    {
        value = default;
        if (_isObject && _element.TryGetProperty(_names.ToUtf8(name), out value) && value.ValueKind != JsonValueKind.Null)
        {
            return true;
        }

        if (required && _isObject)
        {
            Wrong(name, FieldCode.Required, $"{name} is required");
        }

        return false;
    }

    private bool TryGet(string name, bool required, JsonValueKind kind, string expected, out JsonElement value)
    {
        if (!TryGetAny(name, required, out value))
        {
            return false;
        }

        if (value.ValueKind == kind)
        {
            return true;
        }

        Wrong(name, FieldCode.InvalidType, $"{name} must be {expected}, not {KindOf(value)}");
        return false;
    }

    private string? TextOf(string name, JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            Wrong(name, FieldCode.InvalidValue, $"{name} is not valid Unicode: it has invalid UTF-8 or half of a surrogate pair");
            return null;
        }
    }

    private void RefuseUnknown()
    {
        foreach (var property in _element.EnumerateObject())
        {
            if (!_names.Contains(property))
            {
                RefuseOne(property);
            }
        }
    }

    private void RefuseOne(JsonProperty property)
    {
        string name;
        try
        {
            name = property.Name;
        }
        catch (InvalidOperationException)
        {
            _errors.Add(Here, FieldCode.UnknownField, "a field's name is not valid Unicode");
            return;
        }

        if (_names.NotServed.TryGetValue(name, out var instead))
        {
            Wrong(name, FieldCode.NotServed, instead);
        }
        else
        {
            var meant = _names.NearestTo(name) is { } nearest ? $"did you mean {nearest}?" : $"known fields: {string.Join(", ", _names.Names)}";
            Wrong(name, FieldCode.UnknownField, $"there is no field of this name; {meant}");
        }
    }

    private static string Escape(string name) =>
        name.AsSpan().IndexOfAny('~', '/') < 0 ? name : name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
