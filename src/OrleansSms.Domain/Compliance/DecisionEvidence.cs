namespace OrleansSms.Domain.Compliance;

/// <summary>What a decision was made by: enough to show anybody, later, why.</summary>
[GenerateSerializer, Immutable, Alias("sms.DecisionEvidence")]
public sealed record DecisionEvidence
{
    /// <summary>What was seen, in words: a count and its limit, hours, a list.</summary>
    [Id(0)] public string? Detail { get; init; }

    /// <summary>The data file and its version, as in <c>quiet-hours 2026-11-29</c>.</summary>
    [Id(1)] public string? Data { get; init; }

    /// <summary>The jurisdiction whose rules were applied, as in <c>US-FL</c>.</summary>
    [Id(2)] public string? Jurisdiction { get; init; }

    /// <summary>The recipient's zones by the best evidence there is: it had to be allowed in all of them.</summary>
    [Id(3)] public IReadOnlyList<string> Zones { get; init; } = [];

    /// <summary>How the zones are known.</summary>
    [Id(4)] public ZoneSource ZoneSource { get; init; }

    /// <summary>The consent, opt-out message or earlier message that decided.</summary>
    [Id(5)] public string? Record { get; init; }

    /// <summary>Version of the account's policy.</summary>
    [Id(6)] public long PolicyVersion { get; init; }

    /// <summary>For the timeline, on one line.</summary>
    public override string ToString() => string.Join(", ", Parts());

    private IEnumerable<string> Parts()
    {
        if (Detail is not null)
        {
            yield return Detail;
        }

        if (Record is not null)
        {
            yield return Record;
        }

        if (Jurisdiction is not null)
        {
            yield return Jurisdiction;
        }

        if (Zones.Count > 0)
        {
            yield return $"{ZoneNames()} by {ZoneSource.Name()}";
        }

        if (Data is not null)
        {
            yield return Data;
        }

        if (PolicyVersion > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"policy {PolicyVersion}");
        }
    }

    private string ZoneNames() => Zones.Count <= 2 ? string.Join("+", Zones) : string.Create(CultureInfo.InvariantCulture, $"{Zones[0]} to {Zones[^1]} ({Zones.Count} zones)");
}

/// <summary>How a recipient's zone is known, best first.</summary>
public enum ZoneSource : byte
{
    /// <summary>It is not known, and was not asked for.</summary>
    None = 0,

    /// <summary>The contact's own zone.</summary>
    Contact = 1,

    /// <summary>The contact's postal code.</summary>
    PostalCode = 2,

    /// <summary>The number's area code.</summary>
    AreaCode = 3,

    /// <summary>The number's country: it must be allowed in every zone of it.</summary>
    Country = 4,
}

/// <summary>Names of <see cref="ZoneSource"/>.</summary>
public static class ZoneSources
{
    /// <summary>For timelines and the API.</summary>
    public static string Name(this ZoneSource source) => source switch
    {
        ZoneSource.Contact => "contact",
        ZoneSource.PostalCode => "postal_code",
        ZoneSource.AreaCode => "area_code",
        ZoneSource.Country => "country",
        _ => "none",
    };
}
