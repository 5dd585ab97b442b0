using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Web.Campaigns;

/// <summary>What a campaign is to do. Only documents the body; <see cref="CampaignFields"/> reads it.</summary>
internal abstract record CampaignOptions
{
    /// <summary>Who gets it.</summary>
    public AudienceView? Audience { get; init; }

    /// <summary>The texts; each recipient gets one of them, always the same.</summary>
    public IReadOnlyList<VariantRequest>? Variants { get; init; }

    /// <summary>Originators; a recipient always gets the same. When empty, the account's.</summary>
    public IReadOnlyList<string>? Senders { get; init; }

    /// <summary>What its messages are for: marketing (when absent) or transactional.</summary>
    public MessageCategory? Category { get; init; }

    /// <summary>Your program: what caps, consents and opt-outs may be for.</summary>
    public string? Program { get; init; }

    /// <summary>When it goes; when absent, as soon as it is launched.</summary>
    public ScheduleView? Schedule { get; init; }

    /// <summary>Hours of the day in which it goes; null = all.</summary>
    public WindowView? Window { get; init; }

    /// <summary>How fast it goes at most; null = as fast as the carriers take it. May be changed while it goes.</summary>
    public PaceView? Pace { get; init; }

    /// <summary>Where it stops before its audience's end.</summary>
    public CapsView? Caps { get; init; }

    /// <summary>How long carriers are tried.</summary>
    public TimeSpan? ValidityPeriod { get; init; }

    /// <summary>A part of the audience gets all variants, the rest then the best.</summary>
    public TestView? Test { get; init; }

    /// <summary>What becomes of the links in its texts.</summary>
    public LinksView? Links { get; init; }

    /// <summary>What to do with recipients of whom a text lacks something: refuse (when absent), then the campaign does not begin and lists them, or skip.</summary>
    public OnMissing? OnMissing { get; init; }

    /// <summary>Whether another key has to approve it before it goes.</summary>
    public bool? RequiresApproval { get; init; }

    /// <summary>The alphabet wanted.</summary>
    public EncodingRequest? Encoding { get; init; }

    /// <summary>Whether look-alike characters may be replaced when the text then fits GSM-7.</summary>
    public bool? SmartEncoding { get; init; }

    /// <summary>Tags of its messages.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
}

/// <summary>A campaign to make. Only documents the body.</summary>
internal sealed record CampaignRequest : CampaignOptions
{
    /// <summary>A name for people.</summary>
    public required string Name { get; init; }
}

/// <summary>A change of a campaign. Only documents the body.</summary>
internal sealed record CampaignPatch : CampaignOptions
{
    /// <summary>A name for people.</summary>
    public string? Name { get; init; }
}

/// <summary>A variant to make. Only documents the body.</summary>
internal sealed record VariantRequest
{
    /// <summary>A name for people; when absent, A, B, C…</summary>
    public string? Name { get; init; }

    /// <summary>The text, with merge fields as in templates. Either this or a template_id.</summary>
    public string? Body { get; init; }

    /// <summary>The template that gives the text.</summary>
    public string? TemplateId { get; init; }

    /// <summary>Its weight beside the others; when absent, 1.</summary>
    public int? Share { get; init; }
}

/// <summary>The team's numbers. Only documents the body.</summary>
internal sealed record TestSendRequest
{
    /// <summary>Numbers, at most 10. Where one is a contact's, the text is filled with its fields.</summary>
    public required IReadOnlyList<string> To { get; init; }
}
