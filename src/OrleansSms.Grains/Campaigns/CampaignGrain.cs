using OrleansSms.Contracts.Campaigns;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Grains.Campaigns;

/// <summary>Takes commands for a campaign, and keeps it going.</summary>
[GrainType("campaign")]
internal sealed class CampaignGrain(
    CampaignServices services, CampaignDesk desk, LaunchChecks checks, TestSender tests, ILogger<CampaignGrain> logger)
    : Grain, ICampaignGrain, IDisposable
{
    private KeptCampaign? _kept;
    private CampaignEngine _engine = null!;

    private CampaignState? State => _kept?.State;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _kept = await services.Journal.ReadAsync(Id, cancellationToken) is { } campaign ? new KeptCampaign(campaign, services.Journal) : null;
        _engine = new CampaignEngine(await services.Journal.ReadProgressAsync(Id, cancellationToken), services, desk, DelayDeactivation, logger);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _engine.StopAsync().WaitAsync(cancellationToken);

    public async Task CreateAsync(CampaignState campaign)
    {
        await services.Journal.WriteAsync(campaign);
        _kept = new KeptCampaign(campaign, services.Journal);
    }

    public async Task<CampaignReport?> GetAsync() => State is { } campaign ? await desk.ReportAsync(campaign, _engine.Progress, _engine.Run) : null;

    public Task<CampaignAnswer> EditAsync(CampaignDefinition definition) => DoAsync(CampaignAction.Edit, it => it with { Definition = definition });

    public async Task<CampaignAnswer> SetPaceAsync(CampaignPace? pace)
    {
        var answer = await DoAsync(CampaignAction.EditPace, it => it with { Definition = it.Definition with { Pace = pace } });
        _engine.Run?.PlanAnew();
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

    public Task<CampaignAnswer> PauseAsync() => StopAndDoAsync(CampaignAction.Pause, static it => it, EventType.CampaignPaused);

    public Task<CampaignAnswer> ResumeAsync() => DoAsync(CampaignAction.Resume, static it => it, EventType.CampaignResumed);

    public Task<CampaignAnswer> CancelAsync() => StopAndDoAsync(CampaignAction.Cancel, it => it with { EndedAt = services.Now }, EventType.CampaignCanceled);

    public async Task<CampaignAnswer> DeleteAsync()
    {
        if (State is not { } campaign)
        {
            return new CampaignAnswer(CampaignVerdict.NotFound);
        }

        if (CampaignTransitions.After(campaign, CampaignAction.Delete) is null || _engine.IsTakingBack)
        {
            return new CampaignAnswer(CampaignVerdict.NotNow, await GetAsync());
        }

        await services.Counts(campaign.Account).EndAsync(Id);
        await Task.WhenAll(services.Audience.ForgetAsync(Id), services.Audience.ForgetAsync(DryRun.IdOf(Id)));
        await services.Journal.DeleteAsync(campaign);
        _kept = null;
        return new CampaignAnswer(CampaignVerdict.Done);
    }

    public Task<SubmitResult> TestSendAsync(IReadOnlyList<Msisdn> numbers) =>
        tests.SendAsync(State ?? throw new InvalidOperationException($"There is no campaign {Id}."), numbers);

    public async Task ForgetAsync(Msisdn number)
    {
        if (_kept is { } kept)
        {
            await kept.ChangeAsync(it => RowProblem.Without(number, it.Problems) is { } others ? it with { Problems = others } : null);
            await _engine.ForgetAsync(number, kept.State.Account);
        }
    }

    public Task<bool> IsFixingAudienceAsync() => Task.FromResult(_engine.Run?.IsFixingAudience == true);

    public Task EnsureRunningAsync()
    {
        if (_kept is { } kept)
        {
            _engine.Continue(kept);
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _engine?.Dispose();
        _kept?.Dispose();
    }

    /// <summary>The same, once no further submit_sm of it begins.</summary>
    private async Task<CampaignAnswer> StopAndDoAsync(CampaignAction action, Func<CampaignState, CampaignState> change, EventType told)
    {
        if (State is not { } campaign || CampaignTransitions.After(campaign, action) is null)
        {
            return await DoAsync(action, change, told);
        }

        await services.Gate.CloseAsync(Id);
        await _engine.StopAsync();
        var answer = await DoAsync(action, change, told);
        if (answer.Verdict != CampaignVerdict.Done)
        {
            // It came to its end before it could be stopped.
            await services.Gate.OpenAsync(Id);
        }

        return answer;
    }

    /// <summary>Does what is allowed, keeps it, tells of it, and goes on with what follows from it.</summary>
    private async Task<CampaignAnswer> DoAsync(CampaignAction action, Func<CampaignState, CampaignState> change, EventType told = EventType.None)
    {
        if (_kept is not { } kept)
        {
            return new CampaignAnswer(CampaignVerdict.NotFound);
        }

        if (!await kept.ChangeAsync(it => CampaignTransitions.After(it, action) is null ? null : change(it).After(action, services.Now, it.Reason)))
        {
            return new CampaignAnswer(CampaignVerdict.NotNow, await GetAsync());
        }

        if (told != EventType.None)
        {
            await services.Journal.TellAsync(State!, told);
        }

        _engine.Continue(kept);
        return new CampaignAnswer(CampaignVerdict.Done, await GetAsync());
    }
}
