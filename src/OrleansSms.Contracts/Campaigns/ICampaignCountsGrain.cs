using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Contracts.Campaigns;

/// <summary>Reads an account's event log and counts how the messages of its campaigns fare. Key: the account's id.</summary>
[Alias("sms.ICampaignCountsGrain")]
public interface ICampaignCountsGrain : IGrainWithStringKey
{
    /// <summary>Counts a campaign from now on; durable when it completes. Called before its first message.</summary>
    [Alias("Begin")]
    Task BeginAsync(string campaign, int variants);

    /// <summary>How a campaign's messages have fared, as far as the log has been read; null when it is not counted.</summary>
    [Alias("Get")]
    Task<CampaignTally?> GetAsync(string campaign);

    /// <summary>Counts a campaign no more; what was counted is kept.</summary>
    [Alias("End")]
    Task EndAsync(string campaign);

    /// <summary>Goes on where it was, if there is something to count; called from time to time by every silo.</summary>
    [Alias("EnsureRunning")]
    Task EnsureRunningAsync();
}
