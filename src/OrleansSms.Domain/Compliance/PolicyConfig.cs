namespace OrleansSms.Domain.Compliance;

/// <summary>An account's policy as its owner wrote it. What is null is as <see cref="AccountPolicies"/> says.</summary>
[GenerateSerializer, Immutable, Alias("sms.PolicyConfig")]
public sealed record PolicyConfig
{
    /// <summary>The account it is for.</summary>
    [Id(0)] public required string Account { get; init; }

    /// <summary>Raised by one with every change.</summary>
    [Id(1)] public long Version { get; init; }

    /// <summary>The kill switch.</summary>
    [Id(2)] public bool Stopped { get; init; }

    /// <summary>Categories that need a consent.</summary>
    [Id(3)] public Categories RequireConsent { get; init; }

    /// <summary>What a STOP refuses.</summary>
    [Id(4)] public OptOutScope OptOutScope { get; init; }

    /// <summary>Shared suppression lists that are honoured.</summary>
    [Id(5)] public IReadOnlyList<string>? SuppressionLists { get; init; }

    /// <summary>Whether numbers that carriers say do not exist are passed over.</summary>
    [Id(6)] public bool SuppressUnreachable { get; init; } = true;

    /// <summary>Categories that quiet hours hold; null = marketing.</summary>
    [Id(7)] public Categories? QuietCategories { get; init; }

    /// <summary>Stricter hours of its own.</summary>
    [Id(8)] public DayHours? SendingHours { get; init; }

    /// <summary>Caps on messages to one recipient, besides the account's <c>recipient_cap</c>.</summary>
    [Id(9)] public IReadOnlyList<FrequencyCap>? Caps { get; init; }

    /// <summary>Duplicate window in seconds; 0 = off.</summary>
    [Id(10)] public long DuplicateSeconds { get; init; }

    /// <summary>Countries that may be texted; null = those of its senders, empty = all.</summary>
    [Id(11)] public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Digits with which no number may begin.</summary>
    [Id(12)] public IReadOnlyList<string>? DeniedPrefixes { get; init; }

    /// <summary>Whether premium and satellite ranges may be texted.</summary>
    [Id(13)] public bool AllowCostlyRanges { get; init; }

    /// <summary>Limits against pumping.</summary>
    [Id(14)] public VelocityLimits? Velocity { get; init; }

    /// <summary>Ceilings of 24 hours.</summary>
    [Id(15)] public DailyCeilings? Ceilings { get; init; }

    /// <summary>Programs and the originators they text from.</summary>
    [Id(16)] public IReadOnlyList<ProgramSender>? Programs { get; init; }

    /// <summary>Whether marketing that its recipient cannot opt out of is refused; null = as the operator set it.</summary>
    [Id(17)] public bool? RequireOptOutRoute { get; init; }
}
