using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Campaigns;

/// <summary>What a campaign is to do, as the marketer wrote it.</summary>
[GenerateSerializer, Immutable, Alias("sms.CampaignDefinition")]
public sealed record CampaignDefinition
{
    /// <summary>A name for people.</summary>
    [Id(0)] public string Name { get; init; } = "";

    /// <summary>Who gets it.</summary>
    [Id(1)] public Audience Audience { get; init; } = new();

    /// <summary>The texts; each recipient gets one of them.</summary>
    [Id(2)] public IReadOnlyList<Variant> Variants { get; init; } = [];

    /// <summary>Originators; each recipient gets one of them, and the same in every campaign with these senders. Empty = the account's.</summary>
    [Id(3)] public IReadOnlyList<string> Senders { get; init; } = [];

    /// <summary>What its messages are for.</summary>
    [Id(4)] public MessageCategory Category { get; init; } = MessageCategory.Marketing;

    /// <summary>The program it belongs to: what caps, consents and opt-outs may be for.</summary>
    [Id(5)] public string? Program { get; init; }

    /// <summary>When it goes.</summary>
    [Id(6)] public CampaignSchedule Schedule { get; init; } = new();

    /// <summary>The hours of the day in which it goes; null = all.</summary>
    [Id(7)] public DailyWindow? Window { get; init; }

    /// <summary>How fast it goes at most; null = as fast as the carriers take it.</summary>
    [Id(8)] public CampaignPace? Pace { get; init; }

    /// <summary>Where it stops; null = at the end of the audience.</summary>
    [Id(9)] public CampaignCaps? Caps { get; init; }

    /// <summary>How long carriers are tried; null = as for other messages.</summary>
    [Id(10)] public TimeSpan? Validity { get; init; }

    /// <summary>The test that decides between its variants; null = none.</summary>
    [Id(11)] public VariantTest? Test { get; init; }

    /// <summary>What becomes of the links in its texts.</summary>
    [Id(12)] public CampaignLinks Links { get; init; } = new();

    /// <summary>What to do with recipients of whom the text lacks something.</summary>
    [Id(13)] public OnMissing OnMissing { get; init; }

    /// <summary>Whether somebody else has to agree before it goes.</summary>
    [Id(14)] public bool RequiresApproval { get; init; }

    /// <summary>The alphabet wanted.</summary>
    [Id(15)] public EncodingRequest Encoding { get; init; }

    /// <summary>Whether look-alike characters may be replaced when the text then fits GSM-7.</summary>
    [Id(16)] public bool SmartEncoding { get; init; }

    /// <summary>Tags of its messages.</summary>
    [Id(17)] public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>Who gets a campaign: everyone who is on one of the lists or in one of the segments, and in none that are excluded. Each number once.</summary>
[GenerateSerializer, Immutable, Alias("sms.Audience")]
public sealed record Audience
{
    /// <summary>Lists of contacts.</summary>
    [Id(0)] public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Segments, <c>seg_…</c>.</summary>
    [Id(1)] public IReadOnlyList<string> Segments { get; init; } = [];

    /// <summary>Lists whose contacts do not get it.</summary>
    [Id(2)] public IReadOnlyList<string> ExcludeLists { get; init; } = [];

    /// <summary>Segments whose contacts do not get it.</summary>
    [Id(3)] public IReadOnlyList<string> ExcludeSegments { get; init; } = [];
}

/// <summary>One of the texts of a campaign.</summary>
[GenerateSerializer, Immutable, Alias("sms.Variant")]
public sealed record Variant
{
    /// <summary>A name for people, as in <c>A</c>.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The text, with merge fields; null where a template gives it.</summary>
    [Id(1)] public string? Body { get; init; }

    /// <summary>The template that gives the text, <c>tpl_…</c>.</summary>
    [Id(2)] public string? TemplateId { get; init; }

    /// <summary>Its weight beside the others.</summary>
    [Id(3)] public int Share { get; init; } = 1;

    /// <summary>The text by BCP 47 language, copied from the template when the campaign is launched.</summary>
    [Id(4)] public IReadOnlyDictionary<string, string> Languages { get; init; } = new Dictionary<string, string>();
}

/// <summary>What to do with recipients of whom the text lacks something.</summary>
public enum OnMissing : byte
{
    /// <summary>The campaign does not begin, and says who they are.</summary>
    Refuse = 0,

    /// <summary>They get nothing.</summary>
    Skip = 1,
}
