using OrleansSms.Domain.Auditing;

namespace OrleansSms.Web.Auditing;

/// <summary>A change of how the gateway is set up.</summary>
internal sealed record AuditView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the API key that asked for it, or settings for what the settings declare at a start.</summary>
    public required string Actor { get; init; }

    /// <summary>The account that the key acts for.</summary>
    public required string? Account { get; init; }

    /// <summary>What was asked for, by the operationId of this document.</summary>
    public required string Operation { get; init; }

    /// <summary>What was changed, as in a path behind /v1/.</summary>
    public required string Resource { get; init; }

    /// <summary>The fields that changed.</summary>
    public required IReadOnlyList<AuditChangeView> Changes { get; init; }

    /// <summary>The request_id of the request that asked for it.</summary>
    public required string? RequestId { get; init; }

    /// <summary>Where that request came from: the proxy, where there is one.</summary>
    public required string? Address { get; init; }

    public static AuditView Of(AuditEntry entry) => new()
    {
        Id = entry.Id,
        At = entry.At.ToTime(),
        Actor = entry.Actor,
        Account = entry.Account,
        Operation = entry.Operation,
        Resource = entry.Resource,
        Changes = [.. entry.Changes.Select(AuditChangeView.Of)],
        RequestId = entry.RequestId,
        Address = entry.Address,
    };
}

/// <summary>A field that changed.</summary>
internal sealed record AuditChangeView
{
    /// <summary>Its name.</summary>
    public required string Field { get; init; }

    /// <summary>Its value before; null = none. A secret is [redacted].</summary>
    public required JsonElement? From { get; init; }

    /// <summary>Its value afterwards; null = none. A secret is [redacted].</summary>
    public required JsonElement? To { get; init; }

    public static AuditChangeView Of(AuditChange change) => new() { Field = change.Field, From = Parse(change.From), To = Parse(change.To) };

    private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
}
