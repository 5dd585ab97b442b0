using OrleansSms.Contracts.Webhooks;
using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Web.Webhooks;

/// <summary>An endpoint to make or change. Only documents the body.</summary>
internal sealed record WebhookEndpointRequest
{
    /// <summary>Absolute http or https URL. Private and loopback addresses are refused unless the operator allows them.</summary>
    public required string Url { get; init; }

    /// <summary>Names of the events it wants, as in message.delivered; empty or absent = all.</summary>
    public IReadOnlyList<string>? EventTypes { get; init; }

    /// <summary>A disabled endpoint is posted nothing and keeps its place.</summary>
    public bool? Disabled { get; init; }
}

/// <summary>A change of an endpoint: what is absent stays. Only documents the body.</summary>
internal sealed record WebhookEndpointPatch
{
    /// <summary>Absolute http or https URL.</summary>
    public string? Url { get; init; }

    /// <summary>Names of the events it wants; empty = all.</summary>
    public IReadOnlyList<string>? EventTypes { get; init; }

    /// <summary>False starts a disabled endpoint again, where it stopped.</summary>
    public bool? Disabled { get; init; }
}

/// <summary>Where an account has its events posted.</summary>
internal sealed record WebhookEndpointView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The URL.</summary>
    public required string Url { get; init; }

    /// <summary>Names of the events it wants; empty = all.</summary>
    public required IReadOnlyList<string> EventTypes { get; init; }

    /// <summary>Whether it is disabled.</summary>
    public required bool Disabled { get; init; }

    /// <summary>Why: gone after a 410, or requested.</summary>
    public required string? DisabledReason { get; init; }

    /// <summary>The new secret that signs what is posted. Shown only when the endpoint is made and when its secret is rotated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    /// <summary>How many secrets sign at the moment: two for 24 hours after a rotation.</summary>
    public required int SecretCount { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How deliveries go; only when one endpoint is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WebhookDeliveryView? Delivery { get; init; }

    public static WebhookEndpointView Of(WebhookEndpointConfig config, string? secret = null, WebhookEndpointState? state = null) => new()
    {
        Id = config.Id,
        Url = config.Url,
        EventTypes = config.EventTypes,
        Disabled = config.Disabled,
        DisabledReason = config.DisabledReason,
        Secret = secret,
        SecretCount = config.Secrets.Count,
        CreatedAt = config.CreatedAt.ToTime(),
        Delivery = state is null ? null : new WebhookDeliveryView(state.Pending, state.LastError, state.LastSuccessAt.ToTime()),
    };
}

/// <summary>How deliveries to an endpoint go.</summary>
/// <param name="Pending">Deliveries that failed and will be tried again, or wait behind such.</param>
/// <param name="LastError">The last failure.</param>
/// <param name="LastSuccessAt">When the endpoint last answered 2xx.</param>
internal sealed record WebhookDeliveryView(int Pending, string? LastError, DateTimeOffset? LastSuccessAt);
