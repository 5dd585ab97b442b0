using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Contracts.Campaigns;

/// <summary>Tries a campaign on a virtual clock, without sending anything. Key: the campaign's id.</summary>
[Alias("sms.ICampaignDryRunGrain")]
public interface ICampaignDryRunGrain : IGrainWithStringKey
{
    /// <summary>Begins anew, unless one is under way. Errors say what is wrong with the definition.</summary>
    [Alias("Start")]
    Task<IReadOnlyList<FieldError>> StartAsync();

    /// <summary>How far it has come; null when none was begun.</summary>
    [Alias("Get")]
    Task<DryRunState?> GetAsync();

    /// <summary>Gives up what came of one if it shows the number. False while one is under way, which may have the number: ask again when it has ended.</summary>
    [Alias("Forget")]
    Task<bool> ForgetAsync(Msisdn number);
}
