using OrleansSms.Contracts.Campaigns;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Grains.Campaigns;

/// <summary>Takes commands for a campaign, and keeps it going.</summary>
[GrainType("campaign")]
internal sealed partial class CampaignGrain(
    CampaignServices services, CampaignDesk desk, LaunchChecks checks, TestSender tests, ILogger<CampaignGrain> logger)
    : Grain, ICampaignGrain, IDisposable
{
    private KeptCampaign? _kept;
    private CampaignProgress _progress = new() { Campaign = "" };
    private CampaignRun? _run;
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;
    private Task _takingBack = Task.CompletedTask;

    private CampaignState? State => _kept?.State;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _kept = await services.Journal.ReadAsync(Id, cancellationToken) is { } campaign ? new KeptCampaign(campaign, services.Journal) : null;
        _progress = await services.Journal.ReadProgressAsync(Id, cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => StopAsync().WaitAsync(cancellationToken);

    public async Task CreateAsync(CampaignState campaign)
    {
        await services.Journal.WriteAsync(campaign);
        _kept = new KeptCampaign(campaign, services.Journal);
    }

    public async Task<CampaignReport?> GetAsync() => State is { } campaign ? await desk.ReportAsync(campaign, _run?.Progress ?? _progress, _run) : null;

    public Task<CampaignAnswer> EditAsync(CampaignDefinition definition) => DoAsync(CampaignAction.Edit, it => it with { Definition = definition });

    public async Task<CampaignAnswer> SetPaceAsync(CampaignPace? pace)
    {
        var answer = await DoAsync(CampaignAction.EditPace, it => it with { Definition = it.Definition with { Pace = pace } });
        _run?.PlanAnew();
        return answer;
    }

    public async Task<CampaignAnswer> LaunchAsync(string key)
    {
        if (State is not { } campaign || CampaignTransitions.After(campaign, CampaignAction.Launch) is null)
        {
            return await DoAsync(CampaignAction.Launch, static it => it);
        }

        var (ready, errors) = await checks.CheckAsync(campaign);
        if (errors.Count > 0)
        {
            return new CampaignAnswer(CampaignVerdict.Invalid, Errors: errors);
        }

        ready = await tests.WithLinksAsync(ready);
        return await DoAsync(CampaignAction.Launch, it => it with
        {
            Definition = ready.Definition,
            LinkCode = ready.LinkCode,
            LinkSecret = ready.LinkSecret,
            LaunchedAt = services.Now,
            LaunchedBy = key,
        });
    }

    public async Task<CampaignAnswer> ApproveAsync(string key) => State?.LaunchedBy == key
        ? new CampaignAnswer(CampaignVerdict.SameKey, await GetAsync())
        : await DoAsync(CampaignAction.Approve, it => it with { ApprovedBy = key });

    public async Task<CampaignAnswer> PauseAsync()
    {
        if (State is { } campaign && CampaignTransitions.After(campaign, CampaignAction.Pause) is not null)
        {
            await services.Gate.CloseAsync(Id);
            await StopAsync();
        }

        return await DoAsync(CampaignAction.Pause, static it => it, EventType.CampaignPaused);
    }

    public Task<CampaignAnswer> ResumeAsync() => DoAsync(CampaignAction.Resume, static it => it, EventType.CampaignResumed);

    public async Task<CampaignAnswer> CancelAsync()
    {
        if (State is { } campaign && CampaignTransitions.After(campaign, CampaignAction.Cancel) is not null)
        {
            await services.Gate.CloseAsync(Id);
            await StopAsync();
        }

        return await DoAsync(CampaignAction.Cancel, it => it with { EndedAt = services.Now }, EventType.CampaignCanceled);
    }

    public async Task<CampaignAnswer> DeleteAsync()
    {
        if (State is not { } campaign)
        {
            return new CampaignAnswer(CampaignVerdict.NotFound);
        }

        if (CampaignTransitions.After(campaign, CampaignAction.Delete) is null || !_takingBack.IsCompleted)
        {
            return new CampaignAnswer(CampaignVerdict.NotNow, await GetAsync());
        }

        await services.Counts(campaign.Account).EndAsync(Id);
        await services.Audience.ForgetAsync(Id);
        await services.Journal.DeleteAsync(Id);
        _kept = null;
        return new CampaignAnswer(CampaignVerdict.Done);
    }

    public Task<SubmitResult> TestSendAsync(IReadOnlyList<Msisdn> numbers) =>
        tests.SendAsync(State ?? throw new InvalidOperationException($"There is no campaign {Id}."), numbers);

    public async Task ForgetAsync(Msisdn number)
    {
        if (_kept is not { } kept)
        {
            return;
        }

        await kept.ChangeAsync(it => RowProblem.Without(number, it.Problems) is { } others ? it with { Problems = others } : null);
        if (RowProblem.Without(number, (_run?.Progress ?? _progress).Problems) is { } rest)
        {
            // Of what is under way the rest is kept with its next page.
            _run?.Forget(number);
            _progress = (_run?.Progress ?? _progress) with { Problems = rest };
            await services.Journal.WriteAsync(_progress, kept.State.Account);
        }
    }

    public Task EnsureRunningAsync()
    {
        Continue();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _stop?.Dispose();
        _kept?.Dispose();
    }

    /// <summary>Does what is allowed, keeps it, tells of it, and goes on with what follows from it.</summary>
    private async Task<CampaignAnswer> DoAsync(CampaignAction action, Func<CampaignState, CampaignState> change, EventType told = EventType.None)
    {
        if (_kept is not { } kept)
        {
            return new CampaignAnswer(CampaignVerdict.NotFound);
        }

        if (!await kept.ChangeAsync(it => CampaignTransitions.After(it, action) is null ? null : change(it.After(action, services.Now, it.Reason))))
        {
            return new CampaignAnswer(CampaignVerdict.NotNow, await GetAsync());
        }

        if (told != EventType.None)
        {
            await services.Journal.TellAsync(State!, told);
        }

        Continue();
        return new CampaignAnswer(CampaignVerdict.Done, await GetAsync());
    }

    /// <summary>Runs what is to run, and takes back what is left of a campaign that was canceled.</summary>
    private void Continue()
    {
        if (_kept is { State.Status: CampaignStatus.Scheduled or CampaignStatus.Running } open && _running.IsCompleted)
        {
            _stop = new CancellationTokenSource();
            _run = new CampaignRun(open, _progress, services);
            _running = RunAsync(_run, _stop.Token);

            // Work goes on whether or not anybody asks.
            DelayDeactivation(Timeout.InfiniteTimeSpan);
        }
        else if (State is { Status: CampaignStatus.Canceled } canceled && _takingBack.IsCompleted)
        {
            _takingBack = TakeBackAsync(canceled);
        }
    }

    private async Task RunAsync(CampaignRun run, CancellationToken stop)
    {
        try
        {
            await run.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            // EnsureRunningAsync goes on where it was.
            LogBroke(logger, e, Id);
        }

        (_progress, _run) = (run.Progress, null);
        if (State?.Status.IsFinal() == true)
        {
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    private async Task TakeBackAsync(CampaignState canceled)
    {
        try
        {
            await desk.TakeBackAsync(canceled);
        }
        catch (Exception e)
        {
            LogBroke(logger, e, Id);
        }
    }

    private async Task StopAsync()
    {
        if (_stop is { } stop)
        {
            _stop = null;
            await stop.CancelAsync();
            await _running;
            stop.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Campaign {Campaign} stopped; it goes on where it was")]
    private static partial void LogBroke(ILogger logger, Exception error, string campaign);
}
