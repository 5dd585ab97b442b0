using OrleansSms.Domain.Compliance;

namespace OrleansSms.Web.Messages;

/// <summary>What a decision was made by.</summary>
internal sealed record EvidenceView
{
    /// <summary>What the rule saw, in words.</summary>
    public required string? Detail { get; init; }

    /// <summary>The data file and its version.</summary>
    public required string? Data { get; init; }

    /// <summary>Whose rules were applied, such as US-FL.</summary>
    public required string? Jurisdiction { get; init; }

    /// <summary>The recipient's zones: it has to be allowed in all of them.</summary>
    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>How they are known: contact, postal_code, area_code or country; none when they were not asked for.</summary>
    public required string ZoneSource { get; init; }

    /// <summary>The consent, opt-out message or earlier message that decided.</summary>
    public required string? Record { get; init; }

    /// <summary>Version of the account's policy; 0 = the defaults.</summary>
    public required long PolicyVersion { get; init; }

    public static EvidenceView Of(DecisionEvidence evidence) => new()
    {
        Detail = evidence.Detail,
        Data = evidence.Data,
        Jurisdiction = evidence.Jurisdiction,
        Zones = evidence.Zones,
        ZoneSource = evidence.ZoneSource.Name(),
        Record = evidence.Record,
        PolicyVersion = evidence.PolicyVersion,
    };
}
