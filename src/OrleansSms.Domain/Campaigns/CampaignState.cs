namespace OrleansSms.Domain.Campaigns;

/// <summary>A campaign and where it stands.</summary>
[GenerateSerializer, Immutable, Alias("sms.CampaignState")]
public sealed record CampaignState
{
    /// <summary>Its id, <c>cmp_…</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>What it is to do.</summary>
    [Id(2)] public CampaignDefinition Definition { get; init; } = new();

    /// <summary>Where it stands.</summary>
    [Id(3)] public CampaignStatus Status { get; init; }

    /// <summary>Why it stands there, for people.</summary>
    [Id(4)] public string? Reason { get; init; }

    /// <summary>When it was made, in Unix microseconds, like all times here.</summary>
    [Id(5)] public long CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    [Id(6)] public long UpdatedAt { get; init; }

    /// <summary>When it was launched.</summary>
    [Id(7)] public long? LaunchedAt { get; init; }

    /// <summary>The key that launched it.</summary>
    [Id(8)] public string? LaunchedBy { get; init; }

    /// <summary>The key that agreed.</summary>
    [Id(9)] public string? ApprovedBy { get; init; }

    /// <summary>When the first page of its audience was taken up.</summary>
    [Id(10)] public long? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    [Id(11)] public long? EndedAt { get; init; }

    /// <summary>Number of its recipients, as of the snapshot.</summary>
    [Id(12)] public long? AudienceSize { get; init; }

    /// <summary>The variant that the rest of the audience gets; null = not decided, or there is no test.</summary>
    [Id(13)] public int? Winner { get; init; }

    /// <summary>Rows that kept it from beginning.</summary>
    [Id(14)] public IReadOnlyList<RowProblem> Problems { get; init; } = [];

    /// <summary>What its short links begin with; null = it has none.</summary>
    [Id(15)] public string? LinkCode { get; init; }

    /// <summary>What its short links are signed with.</summary>
    [Id(16)] public byte[]? LinkSecret { get; init; }

    /// <summary>This campaign after an action that is allowed.</summary>
    public CampaignState After(CampaignAction action, long now, string? reason = null) => this with
    {
        Status = CampaignTransitions.After(this, action) ?? throw new InvalidOperationException($"{Id} is {Status}: {action} is not allowed."),
        Reason = reason,
        UpdatedAt = now,
    };
}

/// <summary>A recipient whose text could not be made.</summary>
/// <param name="Number">The number.</param>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Detail">Why, for people.</param>
[GenerateSerializer, Immutable, Alias("sms.RowProblem")]
public readonly record struct RowProblem([property: Id(0)] string Number, [property: Id(1)] string Variant, [property: Id(2)] string Detail)
{
    /// <summary>Problems without those of a number; null where it has none among them.</summary>
    public static IReadOnlyList<RowProblem>? Without(Msisdn number, IReadOnlyList<RowProblem> problems)
    {
        var text = number.ToString();
        return problems.Any(problem => problem.Number == text) ? [.. problems.Where(problem => problem.Number != text)] : null;
    }
}
