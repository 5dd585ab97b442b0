namespace OrleansSms.Domain.Routing;

/// <summary>Where numbers that start alike are sent.</summary>
[GenerateSerializer, Immutable, Alias("sms.RouteConfig")]
public sealed record RouteConfig
{
    /// <summary>Most carriers of one route.</summary>
    public const int MaxCarriers = 16;

    /// <summary>Its id, <c>rte_…</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>First digits of the numbers, without plus sign; empty = every number. The longest prefix wins.</summary>
    [Id(1)] public required string Prefix { get; init; }

    /// <summary>Carriers in the order in which they are tried.</summary>
    [Id(2)] public required IReadOnlyList<string> Carriers { get; init; }
}
