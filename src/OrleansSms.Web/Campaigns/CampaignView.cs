using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Web.Campaigns;

/// <summary>A campaign and where it stands.</summary>
internal sealed record CampaignView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required CampaignStatus Status { get; init; }

    /// <summary>Why it stands there.</summary>
    public required string? Reason { get; init; }

    /// <summary>Who gets it.</summary>
    public required AudienceView Audience { get; init; }

    /// <summary>Its texts.</summary>
    public required IReadOnlyList<VariantView> Variants { get; init; }

    /// <summary>Its originators.</summary>
    public required IReadOnlyList<string> Senders { get; init; }

    /// <summary>What its messages are for.</summary>
    public required MessageCategory Category { get; init; }

    /// <summary>Your program.</summary>
    public required string? Program { get; init; }

    /// <summary>When it goes.</summary>
    public required ScheduleView Schedule { get; init; }

    /// <summary>Hours of the day in which it goes.</summary>
    public required WindowView? Window { get; init; }

    /// <summary>How fast it goes at most.</summary>
    public required PaceView? Pace { get; init; }

    /// <summary>Where it stops.</summary>
    public required CapsView? Caps { get; init; }

    /// <summary>How long carriers are tried.</summary>
    public required TimeSpan? ValidityPeriod { get; init; }

    /// <summary>The test that decides between its variants.</summary>
    public required TestView? Test { get; init; }

    /// <summary>What becomes of links.</summary>
    public required LinksView Links { get; init; }

    /// <summary>What to do with recipients of whom a text lacks something.</summary>
    public required OnMissing OnMissing { get; init; }

    /// <summary>Whether another key has to approve it.</summary>
    public required bool RequiresApproval { get; init; }

    /// <summary>The alphabet wanted.</summary>
    public required EncodingRequest Encoding { get; init; }

    /// <summary>Whether look-alike characters may be replaced.</summary>
    public required bool SmartEncoding { get; init; }

    /// <summary>Tags of its messages.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The variant that won the test.</summary>
    public required string? Winner { get; init; }

    /// <summary>The key that approved it.</summary>
    public required string? ApprovedBy { get; init; }

    /// <summary>Rows whose text could not be made, the first of them.</summary>
    public required IReadOnlyList<RowProblem> Problems { get; init; }

    /// <summary>How far it has come; null before it begins, and in lists.</summary>
    public required CampaignProgressView? Progress { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was launched.</summary>
    public required DateTimeOffset? LaunchedAt { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    public static CampaignView Of(CampaignReport report) => Of(report.State) with
    {
        Problems = [.. report.State.Problems, .. report.Progress.Problems],
        Progress = report.State.AudienceSize is null ? null : CampaignProgressView.Of(report),
    };

    public static CampaignView Of(CampaignState campaign)
    {
        var definition = campaign.Definition;
        return new CampaignView
        {
            Id = campaign.Id,
            Name = definition.Name,
            Status = campaign.Status,
            Reason = campaign.Reason,
            Audience = AudienceView.Of(definition.Audience),
            Variants = [.. definition.Variants.Select(static variant => new VariantView(variant.Name, variant.TemplateId is null ? variant.Body : null, variant.TemplateId, variant.Share))],
            Senders = definition.Senders,
            Category = definition.Category,
            Program = definition.Program,
            Schedule = ScheduleView.Of(definition.Schedule),
            Window = definition.Window is { } window ? WindowView.Of(window) : null,
            Pace = definition.Pace is { } pace ? PaceView.Of(pace) : null,
            Caps = definition.Caps is { } caps ? new CapsView(caps.Messages, caps.Segments) : null,
            ValidityPeriod = definition.Validity,
            Test = definition.Test is { } test ? new TestView(test.Percent, test.Duration, test.Metric) : null,
            Links = LinksView.Of(definition.Links),
            OnMissing = definition.OnMissing,
            RequiresApproval = definition.RequiresApproval,
            Encoding = definition.Encoding,
            SmartEncoding = definition.SmartEncoding,
            Tags = definition.Tags,
            Winner = campaign.Winner is { } winner ? definition.Variants[winner].Name : null,
            ApprovedBy = campaign.ApprovedBy,
            Problems = campaign.Problems,
            Progress = null,
            CreatedAt = campaign.CreatedAt.ToTime(),
            UpdatedAt = campaign.UpdatedAt.ToTime(),
            LaunchedAt = campaign.LaunchedAt?.ToTime(),
            StartedAt = campaign.StartedAt?.ToTime(),
            EndedAt = campaign.EndedAt?.ToTime(),
        };
    }
}

/// <summary>A text of a campaign.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Body">The text; null where a template gives it.</param>
/// <param name="TemplateId">The template that gives it.</param>
/// <param name="Share">Its weight beside the others.</param>
internal sealed record VariantView(string Name, string? Body, string? TemplateId, int Share);
