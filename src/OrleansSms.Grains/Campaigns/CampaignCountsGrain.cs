using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Campaigns;

/// <summary>Follows the account's log for its campaigns, and keeps what it has counted together with how far it has read: so each event counts once.</summary>
[GrainType("campaign-counts")]
internal sealed partial class CampaignCountsGrain(
    IEventLog log, IMessageStore store, IDocumentStore documents, ComplianceData compliance, TimeProvider time, ILogger<CampaignCountsGrain> logger)
    : Grain, ICampaignCountsGrain, IDisposable
{
    /// <summary>Events read at a time.</summary>
    private const int PageSize = 2_000;

    /// <summary>A page that was not full is followed by so much rest: what comes meanwhile shares a read.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    /// <summary>A log in which nothing happens is looked at again then, since another silo may have written.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>How often what was counted is kept: after a crash so much is read again.</summary>
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long a campaign that has ended is still counted: links are followed and answers come for weeks.</summary>
    private static readonly long CountedAfterEnd = UnixMicros.From(TimeSpan.FromDays(30));

    private readonly Documents<CampaignTally> _tallies = documents.CampaignTallies();
    private readonly Documents<CountedCampaign> _notes = documents.CountedCampaigns();
    private readonly CancellationTokenSource _stop = new();
    private CampaignCounter _counter = null!;
    private Task _running = Task.CompletedTask;
    private long _keptAt;

    private string Account => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _counter = new CampaignCounter(Account, log, store, documents, compliance);
        foreach (var note in await _notes.ListAsync(Account, null, DocumentStoreExtensions.MaxDocuments, cancellationToken))
        {
            var campaign = await documents.Campaigns().ReadAsync(note.Campaign, cancellationToken);
            if (campaign is null || campaign.EndedAt < time.GetUnixMicros() - CountedAfterEnd)
            {
                await _notes.DeleteAsync(note.Campaign, cancellationToken);
            }
            else if (await _tallies.ReadAsync(note.Campaign, cancellationToken) is { } tally)
            {
                _counter.Add(tally, note.Variants);
            }
        }

        Follow();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }

    public async Task BeginAsync(string campaign, int variants)
    {
        if (await _tallies.ReadAsync(campaign) is null)
        {
            var last = await log.LastAsync(Account);
            await _tallies.WriteAsync(campaign, Account, new CampaignTally { Campaign = campaign, Cursor = last?.ToString() });
        }

        await _notes.WriteAsync(campaign, Account, new CountedCampaign(campaign, variants));
        if (!_counter.Open.ContainsKey(campaign))
        {
            _counter.Add((await _tallies.ReadAsync(campaign))!, variants);
        }

        Follow();
    }

    public async Task<CampaignTally?> GetAsync(string campaign) =>
        _counter.Open.TryGetValue(campaign, out var counted) ? counted.ToTally() : await _tallies.ReadAsync(campaign);

    public async Task EndAsync(string campaign)
    {
        _counter.Remove(campaign);
        await _notes.DeleteAsync(campaign);
        await _tallies.DeleteAsync(campaign);
    }

    public Task EnsureRunningAsync()
    {
        Follow();
        return Task.CompletedTask;
    }

    public void Dispose() => _stop.Dispose();

    private void Follow()
    {
        if (_running.IsCompleted && _counter.Open.Count > 0)
        {
            _running = FollowAsync(_stop.Token);
            DelayDeactivation(Timeout.InfiniteTimeSpan);
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            while (_counter.Open.Count > 0)
            {
                var page = await log.ReadAsync(Account, _counter.From, PageSize, stop);
                if (page.Count > 0)
                {
                    await _counter.CountAsync(page);
                }

                await KeepAsync(isIdle: page.Count < PageSize);
                if (page.Count < PageSize)
                {
                    await Task.Delay(Rest, time, stop);
                    await WaitAsync(stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            // What was counted and not kept is counted anew from what was kept.
            LogBroke(logger, e, Account);
            DeactivateOnIdle();
        }
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(LookAgain);
        try
        {
            await log.WaitAsync(Account, _counter.From, enough.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
        }
    }

    private async Task KeepAsync(bool isIdle)
    {
        if (!isIdle && time.GetElapsedTime(_keptAt) < KeepEvery)
        {
            return;
        }

        _keptAt = time.GetTimestamp();
        foreach (var counted in _counter.Open.Values.Where(static counted => counted.HasChanged).ToList())
        {
            counted.Kept();
            await _tallies.WriteAsync(counted.Campaign, Account, counted.ToTally(), CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What happened to messages of campaigns of {Account} could not be counted; trying again")]
    private static partial void LogBroke(ILogger logger, Exception error, string account);
}
