using OrleansSms.Domain.Routing;

namespace OrleansSms.Web.Routes;

/// <summary>Reads a route.</summary>
internal static class RouteFields
{
    public static readonly FieldNames Names = new("prefix", "carriers");

    /// <param name="known">Ids of the carriers that there are.</param>
    public static RouteConfig Read(FieldReader fields, string id, IReadOnlySet<string> known) =>
        new() { Id = id, Prefix = ReadPrefix(fields), Carriers = ReadCarriers(fields, known) };

    private static string ReadPrefix(FieldReader fields)
    {
        var prefix = (fields.String("prefix") ?? "").TrimStart('+');
        if (prefix.Length > Msisdn.MaxDigits || !prefix.All(char.IsAsciiDigit))
        {
            fields.Wrong("prefix", FieldCode.InvalidValue, $"prefix must be up to {Msisdn.MaxDigits} digits, as in 44");
        }

        return prefix;
    }

    private static IReadOnlyList<string> ReadCarriers(FieldReader fields, IReadOnlySet<string> known)
    {
        var carriers = fields.Strings("carriers", RouteConfig.MaxCarriers, required: true) ?? [];
        for (var i = 0; i < carriers.Count; i++)
        {
            if (!known.Contains(carriers[i]))
            {
                var pointer = string.Create(CultureInfo.InvariantCulture, $"{fields.PointerTo("carriers")}/{i}");
                fields.Errors.Add(pointer, FieldCode.NotFound, "there is no carrier of this id");
            }
        }

        if (carriers.Count == 0 && !fields.Errors.Any)
        {
            fields.Wrong("carriers", FieldCode.Required, "carriers must name at least one");
        }

        return [.. carriers.Distinct()];
    }
}
