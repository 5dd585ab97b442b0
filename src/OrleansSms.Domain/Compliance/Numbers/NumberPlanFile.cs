using OrleansSms.Domain.Compliance.Hours;

namespace OrleansSms.Domain.Compliance;

/// <summary><c>number-plan.json</c> as it is written.</summary>
internal sealed record NumberPlanFile
{
    public required string Version { get; init; }

    public required string Notice { get; init; }

    /// <summary>States whose numbers and postal codes tell them apart.</summary>
    public required IReadOnlyList<StateRow> States { get; init; }

    /// <summary>Ranges that cost their caller more.</summary>
    public required IReadOnlyList<CostlyRangeRow> CostlyRanges { get; init; }
}

/// <summary>A state of a country.</summary>
internal sealed record StateRow
{
    public required string Country { get; init; }

    public required string State { get; init; }

    /// <summary>Area codes, separated by spaces.</summary>
    public string AreaCodes { get; set; } = "";

    /// <summary>Beginnings of postal codes and ranges of them, separated by spaces: <c>320-339 341</c>.</summary>
    public string PostalCodes { get; set; } = "";

    /// <summary>Its zones, separated by spaces.</summary>
    public required string Zones { get; init; }
}

/// <summary>A range.</summary>
internal sealed record CostlyRangeRow
{
    public required CostlyRange Kind { get; init; }

    /// <summary>Beginnings of numbers, country code first, separated by spaces.</summary>
    public required string Prefixes { get; init; }

    public required string Source { get; init; }

    public required DateOnly? VerifiedOn { get; init; }
}
