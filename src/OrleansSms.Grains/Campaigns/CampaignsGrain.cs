using Orleans.Concurrency;
using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Campaigns;

[StatelessWorker, Reentrant, GrainType("campaigns")]
internal sealed class CampaignsGrain(IDocumentStore documents) : Grain, ICampaignsGrain
{
    public Task<IReadOnlyList<CampaignState>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default) =>
        documents.Campaigns().ListAsync(this.GetPrimaryKeyString(), after, limit, cancellationToken);

    public async Task<bool> HasRoomAsync() => (await ListAsync(null, CampaignLimits.MaxPerAccount)).Count < CampaignLimits.MaxPerAccount;
}
