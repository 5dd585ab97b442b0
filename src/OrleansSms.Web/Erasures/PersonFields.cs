namespace OrleansSms.Web.Erasures;

/// <summary>A person, by number. Only documents the body.</summary>
internal sealed record PersonRequest
{
    /// <summary>The number in international form.</summary>
    public required string Number { get; init; }
}

/// <summary>Reads whom a request is about.</summary>
internal static class PersonFields
{
    private const string Number = "number";

    private static readonly FieldNames Names = new(Number) { OtherWords = new Dictionary<string, string> { ["to"] = Number, ["msisdn"] = Number, ["phone"] = Number } };

    /// <summary>The number; null when there is none, and the response then says so.</summary>
    public static async Task<Msisdn?> ReadAsync(ApiCall call)
    {
        using var body = await call.ReadBodyAsync();
        if (body is null)
        {
            return null;
        }

        var errors = new FieldErrors();
        var fields = new FieldReader(body.Root, Names, errors);
        var number = default(Msisdn);
        if (fields.String(Number, required: true) is { } text && !PhoneNumberText.TryParse(text, out number))
        {
            fields.Wrong(Number, FieldCode.InvalidValue, $"number must be {PhoneNumberText.Expected}");
        }

        if (!errors.Any)
        {
            return number;
        }

        await call.InvalidAsync(errors.List);
        return null;
    }
}
