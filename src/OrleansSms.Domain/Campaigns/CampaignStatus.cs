namespace OrleansSms.Domain.Campaigns;

/// <summary>Where a campaign stands.</summary>
public enum CampaignStatus : byte
{
    /// <summary>It is being written; nothing goes.</summary>
    Draft = 0,

    /// <summary>It was launched and waits for somebody's consent.</summary>
    AwaitingApproval = 1,

    /// <summary>It waits for its time, or is about to begin.</summary>
    Scheduled = 2,

    /// <summary>Its messages go.</summary>
    Running = 3,

    /// <summary>Nothing goes until it is resumed.</summary>
    Paused = 4,

    /// <summary>Every recipient has had a message, or never will.</summary>
    Finished = 5,

    /// <summary>It was stopped for good.</summary>
    Canceled = 6,

    /// <summary>It could not be sent: see its reason.</summary>
    Failed = 7,
}

/// <summary>What may be done to a campaign.</summary>
public enum CampaignAction : byte
{
    /// <summary>Change what it says.</summary>
    Edit = 0,

    /// <summary>Send it, now or at its time.</summary>
    Launch = 1,

    /// <summary>Agree that it is sent.</summary>
    Approve = 2,

    /// <summary>Its time has come.</summary>
    Begin = 3,

    /// <summary>Stop it for now.</summary>
    Pause = 4,

    /// <summary>Go on.</summary>
    Resume = 5,

    /// <summary>Stop it for good.</summary>
    Cancel = 6,

    /// <summary>Nothing is left to do.</summary>
    Finish = 7,

    /// <summary>It cannot be sent.</summary>
    Fail = 8,

    /// <summary>Change how fast it goes.</summary>
    EditPace = 9,

    /// <summary>Remove it.</summary>
    Delete = 10,
}

/// <summary>What may follow what: the one table of it.</summary>
public static class CampaignTransitions
{
    /// <summary>Where a campaign stands after an action; null = the action is not allowed there.</summary>
    /// <param name="campaign">The campaign before it.</param>
    /// <param name="action">What is to be done.</param>
    public static CampaignStatus? After(CampaignState campaign, CampaignAction action) => (campaign.Status, action) switch
    {
        (CampaignStatus.Draft, CampaignAction.Edit) => CampaignStatus.Draft,
        (CampaignStatus.Draft, CampaignAction.Launch) => campaign.Definition.RequiresApproval ? CampaignStatus.AwaitingApproval : CampaignStatus.Scheduled,
        (CampaignStatus.AwaitingApproval, CampaignAction.Approve) => CampaignStatus.Scheduled,
        (CampaignStatus.Scheduled, CampaignAction.Begin) => CampaignStatus.Running,
        (CampaignStatus.Scheduled or CampaignStatus.Running, CampaignAction.Pause) => CampaignStatus.Paused,
        (CampaignStatus.Paused, CampaignAction.Resume) => campaign.StartedAt is null ? CampaignStatus.Scheduled : CampaignStatus.Running,
        (CampaignStatus.Running, CampaignAction.Finish) => CampaignStatus.Finished,
        (CampaignStatus.Scheduled or CampaignStatus.Running, CampaignAction.Fail) => CampaignStatus.Failed,
        ( < CampaignStatus.Finished, CampaignAction.Cancel) => CampaignStatus.Canceled,
        ( < CampaignStatus.Finished, CampaignAction.EditPace) => campaign.Status,
        (CampaignStatus.Draft or CampaignStatus.Finished or CampaignStatus.Canceled or CampaignStatus.Failed, CampaignAction.Delete) => campaign.Status,
        _ => null,
    };

    /// <summary>Whether nothing follows.</summary>
    public static bool IsFinal(this CampaignStatus status) => status >= CampaignStatus.Finished;

    /// <summary>Whether somebody has to look after it: it goes, or will.</summary>
    public static bool IsOpen(this CampaignStatus status) => status is CampaignStatus.Scheduled or CampaignStatus.Running or CampaignStatus.Paused;
}
