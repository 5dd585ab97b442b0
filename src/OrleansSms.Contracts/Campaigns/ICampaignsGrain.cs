using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Contracts.Campaigns;

/// <summary>Lists an account's campaigns. Key: the account's id. A stateless worker that reads the store.</summary>
[Alias("sms.ICampaignsGrain")]
public interface ICampaignsGrain : IGrainWithStringKey
{
    /// <summary>Campaigns with ids greater than <paramref name="after"/>.</summary>
    [Alias("List")]
    Task<IReadOnlyList<CampaignState>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Whether the account may have one more, by <see cref="CampaignLimits.MaxPerAccount"/>.</summary>
    [Alias("HasRoom")]
    Task<bool> HasRoomAsync();
}
