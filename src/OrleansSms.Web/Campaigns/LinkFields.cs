using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Web.Campaigns;

/// <summary>Reads what becomes of links.</summary>
internal static class LinkFields
{
    private const string Expected = "an absolute https or http address such as https://go.shop.example";

    private static readonly FieldNames Names = new("shorten", "base_url", "parameters")
    {
        OtherWords = new Dictionary<string, string> { ["utm"] = "parameters", ["domain"] = "base_url" },
    };

    public static CampaignLinks? Read(FieldReader fields)
    {
        if (fields.Object("links", Names) is not { } links)
        {
            return null;
        }

        var shorten = links.Boolean("shorten") ?? false;
        var address = links.String("base_url", required: shorten);
        if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Query.Length == 0))
        {
            links.Wrong("base_url", FieldCode.InvalidValue, $"base_url must be {Expected}");
        }

        return new CampaignLinks { Shorten = shorten, BaseUrl = address, Parameters = ReadParameters(links) };
    }

    private static Dictionary<string, string> ReadParameters(FieldReader fields)
    {
        var parameters = new Dictionary<string, string>();
        if (fields.Map("parameters") is not { } map)
        {
            return parameters;
        }

        foreach (var property in map.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String && property.Value.GetString() is { Length: > 0 and <= CampaignLimits.MaxParameterChars } value
                && property.Name.Length is > 0 and <= CampaignLimits.MaxParameterChars && parameters.Count < CampaignLimits.MaxParameters)
            {
                parameters[property.Name] = value;
            }
            else
            {
                fields.Errors.Add($"{fields.PointerTo("parameters")}/{property.Name}", FieldCode.InvalidValue, FormattableString.Invariant(
                    $"at most {CampaignLimits.MaxParameters} parameters, each a text of 1 to {CampaignLimits.MaxParameterChars} characters"));
            }
        }

        return parameters;
    }
}
