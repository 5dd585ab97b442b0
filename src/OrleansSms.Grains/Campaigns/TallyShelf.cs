using OrleansSms.Domain.Campaigns;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Campaigns;

/// <summary>What is kept of the counting for one account: which campaigns are counted, and each one's tally together with how far the log was read for it.</summary>
internal sealed class TallyShelf(string account, CampaignCounter counter, IEventLog log, IDocumentStore documents, TimeProvider time)
{
    /// <summary>How often what was counted is kept: after a crash so much is read again.</summary>
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(1);

    /// <summary>How often it is kept how far the log was read, where nothing was counted: after a start so much is read again.</summary>
    private static readonly TimeSpan KeepPlaceEvery = TimeSpan.FromMinutes(1);

    /// <summary>How long a campaign that has ended is still counted: links are followed and answers come for weeks.</summary>
    private static readonly long CountedAfterEnd = UnixMicros.From(TimeSpan.FromDays(30));

    private readonly Documents<CampaignTally> _tallies = documents.CampaignTallies();
    private readonly Documents<CountedCampaign> _notes = documents.CountedCampaigns();
    private long _keptAt;
    private long _placeKeptAt;

    /// <summary>Counts on where it was kept; forgets campaigns that ended long ago.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var note in await _notes.ListAsync(account, null, DocumentStoreExtensions.MaxDocuments, cancellationToken))
        {
            var campaign = await documents.Campaigns().ReadAsync(note.Campaign, cancellationToken);
            if (campaign is null || campaign.EndedAt < time.GetUnixMicros() - CountedAfterEnd)
            {
                await _notes.DeleteAsync(note.Campaign, cancellationToken);
            }
            else if (await _tallies.ReadAsync(note.Campaign, cancellationToken) is { } tally)
            {
                counter.Add(tally, note.Variants);
            }
        }
    }

    /// <summary>A campaign begins: what happens from now on counts.</summary>
    public async Task BeginAsync(string campaign, int variants)
    {
        if (await _tallies.ReadAsync(campaign) is null)
        {
            var last = await log.LastAsync(account);
            await _tallies.WriteAsync(campaign, account, new CampaignTally { Campaign = campaign, Cursor = last?.ToString() });
        }

        await _notes.WriteAsync(campaign, account, new CountedCampaign(campaign, variants));
        if (!counter.Open.ContainsKey(campaign))
        {
            counter.Add((await _tallies.ReadAsync(campaign))!, variants);
        }
    }

    /// <summary>A campaign's tally as it was kept.</summary>
    public Task<CampaignTally?> ReadAsync(string campaign) => _tallies.ReadAsync(campaign);

    /// <summary>A campaign is gone.</summary>
    public async Task EndAsync(string campaign)
    {
        counter.Remove(campaign);
        await _notes.DeleteAsync(campaign);
        await _tallies.DeleteAsync(campaign);
    }

    /// <summary>Keeps what has been counted, if it is time or nothing else is to do.</summary>
    public async Task KeepAsync(bool isIdle)
    {
        if (!isIdle && time.GetElapsedTime(_keptAt) < KeepEvery)
        {
            return;
        }

        _keptAt = time.GetTimestamp();
        var all = time.GetElapsedTime(_placeKeptAt) >= KeepPlaceEvery;
        _placeKeptAt = all ? _keptAt : _placeKeptAt;
        foreach (var counted in counter.Open.Values.Where(counted => all || counted.HasChanged).ToList())
        {
            counted.Kept();
            await _tallies.WriteAsync(counted.Campaign, account, counted.ToTally(), CancellationToken.None);
        }
    }
}
