namespace OrleansSms.Domain.Auditing;

/// <summary>One change of how the gateway is set up: who, when, and what from what to what. Never changed and never removed.</summary>
[GenerateSerializer, Immutable, Alias("sms.AuditEntry")]
public sealed record AuditEntry
{
    /// <summary>What ids of entries begin with.</summary>
    public const string Prefix = "aud_";

    /// <summary>Who changes what the settings declare, when the process starts.</summary>
    public const string Settings = "settings";

    /// <summary>Its id, <c>aud_…</c>: later entries have greater ones.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>When, in Unix microseconds.</summary>
    [Id(1)] public required long At { get; init; }

    /// <summary>Id of the API key, or <see cref="Settings"/>.</summary>
    [Id(2)] public required string Actor { get; init; }

    /// <summary>The account that the key acts for; null for <see cref="Settings"/>.</summary>
    [Id(3)] public string? Account { get; init; }

    /// <summary>What was asked for, by the name of the operation in the OpenAPI document.</summary>
    [Id(4)] public required string Operation { get; init; }

    /// <summary>What was changed, as in a path behind /v1/: <c>carriers/acme</c>.</summary>
    [Id(5)] public required string Resource { get; init; }

    /// <summary>The members that changed.</summary>
    [Id(6)] public IReadOnlyList<AuditChange> Changes { get; init; } = [];

    /// <summary>The request that asked for it.</summary>
    [Id(7)] public string? RequestId { get; init; }

    /// <summary>Where the request came from, as this process sees it: the proxy, where there is one.</summary>
    [Id(8)] public string? Address { get; init; }
}

/// <summary>A member that changed.</summary>
/// <param name="Field">Its name.</param>
/// <param name="From">Its value before, as JSON; null = none.</param>
/// <param name="To">Its value afterwards, as JSON; null = none.</param>
[GenerateSerializer, Immutable, Alias("sms.AuditChange")]
public sealed record AuditChange([property: Id(0)] string Field, [property: Id(1)] string? From, [property: Id(2)] string? To);
