using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Compliance;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Campaigns;

/// <summary>Follows the account's log for its campaigns, and keeps what it has counted together with how far it has read: so each event counts once.</summary>
[GrainType("campaign-counts")]
internal sealed partial class CampaignCountsGrain(
    IEventLog log, IMessageStore store, IDocumentStore documents, ComplianceData compliance, TimeProvider time, ILogger<CampaignCountsGrain> logger)
    : Grain, ICampaignCountsGrain, IDisposable
{
    /// <summary>Events read at a time: so few that what is more urgent does not wait for them.</summary>
    private const int PageSize = 500;

    /// <summary>A page that was not full is followed by so much rest: what comes meanwhile shares a read.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    /// <summary>A log in which nothing happens is looked at again then, since another silo may have written; and one that goes on with what only a newer version counts.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>A page is counted and kept, or a campaign is given up: not one in the midst of the other.</summary>
    private readonly SemaphoreSlim _turn = new(1);
    private CampaignCounter _counter = null!;
    private TallyShelf _shelf = null!;
    private Task _running = Task.CompletedTask;
    private bool _isBroken;

    private string Account => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _counter = new CampaignCounter(Account, log, store, documents, compliance);
        _shelf = new TallyShelf(Account, _counter, log, documents, time);
        await _shelf.LoadAsync(cancellationToken);
        Follow();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }

    public async Task BeginAsync(string campaign, int variants)
    {
        await _shelf.BeginAsync(campaign, variants);
        Follow();
    }

    public async Task<CampaignTally?> GetAsync(string campaign) =>
        _counter.Open.TryGetValue(campaign, out var counted) ? counted.ToTally() : await _shelf.ReadAsync(campaign);

    public async Task EndAsync(string campaign)
    {
        await _turn.WaitAsync();
        try
        {
            await _shelf.EndAsync(campaign);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task EnsureRunningAsync()
    {
        Follow();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _turn.Dispose();
    }

    private void Follow()
    {
        if (_running.IsCompleted && !_isBroken && _counter.Open.Count > 0)
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
                var readable = page.Readable(time.GetUnixMicros());
                await CountAsync(readable, stop);
                if (readable.Count < page.Count)
                {
                    await Task.Delay(LookAgain, time, stop);
                }
                else if (page.Count < PageSize)
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
            // What was counted and not kept is counted anew from what was kept: not here, where part of a page may have been.
            _isBroken = true;
            LogBroke(logger, e, Account);
            DeactivateOnIdle();
        }
    }

    private async Task CountAsync(IReadOnlyList<LoggedEvent> page, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            if (page.Count > 0)
            {
                await _counter.CountAsync(page);
            }

            await _shelf.KeepAsync(isIdle: page.Count < PageSize);
        }
        finally
        {
            _turn.Release();
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "What happened to messages of campaigns of {Account} could not be counted; trying again")]
    private static partial void LogBroke(ILogger logger, Exception error, string account);
}
