namespace OrleansSms.Web.Fields;

/// <summary>Reads the declared parameters of a query and notes everything that is wrong; a pointer names the parameter.</summary>
internal sealed class QueryReader
{
    private readonly IQueryCollection _query;

    public QueryReader(HttpRequest request, FieldNames names)
    {
        _query = request.Query;
        foreach (var name in _query.Keys.Where(name => !names.Contains(name)))
        {
            var meant = names.NearestTo(name) is { } nearest ? $"did you mean {nearest}?" : $"known parameters: {string.Join(", ", names.Names)}";
            Errors.Add("/" + name, "unknown_parameter", $"there is no parameter of this name; {meant}");
        }
    }

    public FieldErrors Errors { get; } = new();

    public string? String(string name)
    {
        var values = _query[name];
        if (values.Count > 1)
        {
            Wrong(name, $"{name} is given more than once");
        }

        return values.Count == 0 || values[0] is not { Length: > 0 } value ? null : value;
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

        Wrong(name, $"{name} must be one of {string.Join(", ", EnumNames<T>.Names)}");
        return null;
    }

    public long? Micros(string name)
    {
        if (String(name) is not { } text)
        {
            return null;
        }

        if (Rfc3339.TryParse(text.Replace(' ', '+'), out var time))
        {
            return UnixMicros.From(time);
        }

        Wrong(name, $"{name} must be {Rfc3339.Expected}");
        return null;
    }

    public Msisdn? Number(string name)
    {
        if (String(name) is not { } text)
        {
            return null;
        }

        if (PhoneNumberText.TryParse(text, out var number))
        {
            return number;
        }

        Wrong(name, $"{name} must be {PhoneNumberText.Expected}");
        return null;
    }

    public int Limit()
    {
        if (String(Paging.Limit) is not { } text)
        {
            return Paging.DefaultLimit;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Paging.MaxLimit)
        {
            return limit;
        }

        Wrong(Paging.Limit, string.Create(CultureInfo.InvariantCulture, $"limit must be a whole number from 1 to {Paging.MaxLimit}"));
        return Paging.DefaultLimit;
    }

    /// <summary>The id that a cursor is.</summary>
    public MessageId? MessageCursor()
    {
        if (String(Paging.Cursor) is not { } text)
        {
            return null;
        }

        if (MessageId.TryParse(text, out var id))
        {
            return id;
        }

        Wrong(Paging.Cursor, "cursor must be the next_cursor of an earlier answer");
        return null;
    }

    public void Wrong(string name, string detail) => Errors.Add("/" + name, FieldCode.InvalidValue, detail);
}
