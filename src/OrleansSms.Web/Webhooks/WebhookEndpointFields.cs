using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Web.Webhooks;

/// <summary>Reads an endpoint.</summary>
internal static class WebhookEndpointFields
{
    public static readonly FieldNames Names = new("url", "event_types", "disabled")
    {
        OtherWords = new Dictionary<string, string> { ["events"] = "event_types", ["types"] = "event_types", ["enabled"] = "disabled" },
    };

    public static WebhookEndpointConfig Read(FieldReader fields, WebhookEndpointConfig current, bool isNew, OrleansSmsWebOptions options)
    {
        var disabled = fields.Boolean("disabled") ?? current.Disabled;
        return current with
        {
            Url = ReadUrl(fields, isNew, options) ?? current.Url,
            EventTypes = ReadEventTypes(fields) ?? current.EventTypes,
            Disabled = disabled,
            DisabledReason = disabled ? current.DisabledReason ?? "requested" : null,
        };
    }

    private static string? ReadUrl(FieldReader fields, bool isNew, OrleansSmsWebOptions options)
    {
        if (fields.String("url", isNew, MessageLimits.MaxCallbackUrlChars) is not { } url)
        {
            return null;
        }

        if (!UrlGuard.TryParse(url, options.AllowPrivateNetworks, out _))
        {
            fields.Wrong("url", FieldCode.InvalidValue, "url must be " + UrlGuard.Expected);
        }

        return url;
    }

    private static IReadOnlyList<string>? ReadEventTypes(FieldReader fields)
    {
        var types = fields.Strings("event_types", EventTypes.All.Count);
        for (var i = 0; i < (types?.Count ?? 0); i++)
        {
            if (!EventTypes.TryParse(types![i], out _))
            {
                var pointer = string.Create(CultureInfo.InvariantCulture, $"{fields.PointerTo("event_types")}/{i}");
                fields.Errors.Add(pointer, FieldCode.InvalidValue, $"must be one of {string.Join(", ", EventTypes.All)}");
            }
        }

        return types is null ? null : [.. types.Distinct()];
    }
}
