using OrleansSms.Domain.Campaigns;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Campaigns;

/// <summary>What is kept of campaigns: where each stands, how far it has paged, a note of those that are to go on; and what accounts are told of them.</summary>
internal sealed class CampaignJournal(IDocumentStore documents, IMessageStore store, TimeProvider time)
{
    private readonly Documents<CampaignState> _states = documents.Campaigns();
    private readonly Documents<CampaignProgress> _progress = documents.CampaignProgress();
    private readonly Documents<OpenCampaign> _open = documents.OpenCampaigns();

    public Task<CampaignState?> ReadAsync(string id, CancellationToken cancellationToken) => _states.ReadAsync(id, cancellationToken);

    public async Task<CampaignProgress> ReadProgressAsync(string id, CancellationToken cancellationToken) =>
        await _progress.ReadAsync(id, cancellationToken) ?? new CampaignProgress { Campaign = id };

    /// <summary>Keeps where a campaign stands. The note goes before the state, and is removed after it: one too many does no harm.</summary>
    public async Task WriteAsync(CampaignState campaign)
    {
        if (campaign.Status.IsOpen())
        {
            await _open.WriteAsync(campaign.Id, campaign.Account, new OpenCampaign(campaign.Id));
        }

        await _states.WriteAsync(campaign.Id, campaign.Account, campaign);
    }

    public Task WriteAsync(CampaignProgress progress, string account) => _progress.WriteAsync(progress.Campaign, account, progress);

    /// <summary>A campaign has come to its end, and nothing is left to do for it.</summary>
    public Task CloseAsync(string id) => _open.DeleteAsync(id);

    /// <summary>Removes what is kept of a campaign that is counted no more. That there was one goes last: what a crash leaves is removed when it is deleted again.</summary>
    public async Task DeleteAsync(CampaignState campaign)
    {
        await documents.FirstEvents().DeleteAllAsync(campaign.Id);
        if (campaign.LinkCode is { } code)
        {
            await documents.LinkCodes().DeleteAsync(code);
        }

        await _open.DeleteAsync(campaign.Id);
        await _progress.DeleteAsync(campaign.Id);
        await _states.DeleteAsync(campaign.Id);
    }

    /// <summary>Tells the account.</summary>
    public Task TellAsync(CampaignState campaign, EventType type, string? reason = null) => store.CommitAsync(
        new ChangeSet { Events = [(campaign.Account, new LoggedEvent { Type = type, At = time.GetUnixMicros(), Subject = campaign.Id, Reason = reason })] },
        CommitLane.Bulk,
        CancellationToken.None);
}
