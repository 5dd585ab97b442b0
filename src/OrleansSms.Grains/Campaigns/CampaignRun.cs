using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Grains.Campaigns;

/// <summary>
/// A campaign under way, in the context of its grain: waits for its time, fixes the audience, pages through it, waits until the last message has gone. It may be stopped anywhere,
/// by a pause or by the end of the process, and goes on from what is kept.
/// </summary>
internal sealed class CampaignRun(KeptCampaign kept, CampaignProgress progress, HashSet<string> submitted, CampaignServices services)
{
    private const string Audience = "audience";

    /// <summary>How often is looked whether the last messages have gone.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly CampaignPager _pager = new(kept, progress, submitted, services);
    private readonly CampaignStart _start = new(services);

    /// <summary>How far it has paged.</summary>
    public CampaignProgress Progress
    {
        get => _pager.Progress;
        private set => _pager.Progress = value;
    }

    /// <summary>What it waits for; null = nothing.</summary>
    public string? WaitsFor => _pager.WaitsFor;

    /// <summary>Whether its audience is being fixed, or looked through for rows that cannot be sent.</summary>
    public bool IsFixingAudience => WaitsFor == Audience;

    /// <summary>Messages a second that were accepted lately.</summary>
    public double MeasuredRate => _pager.MeasuredRate;

    private CampaignState State => kept.State;

    /// <summary>The pace was changed: what was planned under the old one and has not begun is planned anew.</summary>
    public void PlanAnew() => _pager.PlanAnew();

    /// <summary>Keeps the rows that are listed as problems without those that were to be forgotten.</summary>
    public Task ForgetAsync(IReadOnlyList<RowProblem> others)
    {
        Progress = Progress with { Problems = others };
        return _pager.KeepAsync();
    }

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            if (State.Status == CampaignStatus.Scheduled)
            {
                await BeginAsync(stop);
            }

            // Outside its hours what waits of it is not let go for a moment.
            await _pager.WhileClosedAsync(stop);
            await services.Gate.OpenAsync(State.Id);
            await PageAsync(stop);
            await DrainAsync(stop);
            await EndAsync(CampaignAction.Finish, _pager.IsCapped ? "The campaign's cap was reached." : null, EventType.CampaignFinished);
        }
        catch (CampaignFailedException e)
        {
            await EndAsync(CampaignAction.Fail, e.Message, EventType.CampaignFailed);
        }
    }

    private async Task BeginAsync(CancellationToken stop)
    {
        _pager.WaitsFor = "schedule";
        await services.DelayUntilAsync(State.Definition.Schedule.At ?? 0, stop);
        _pager.WaitsFor = Audience;
        var size = await _start.FixAudienceAsync(State, stop);
        var (problems, count) = await _start.FindProblemsAsync(State, size, stop);
        if (count > 0)
        {
            await kept.ChangeAsync(it => it with { Problems = problems, AudienceSize = size });
            throw new CampaignFailedException(CampaignStart.NotBegun(count));
        }

        await services.Counts(State.Account).BeginAsync(State.Id, State.Definition.Variants.Count);
        await kept.ChangeAsync(it => it.After(CampaignAction.Begin, services.Now) with { AudienceSize = size, StartedAt = services.Now });
        await services.Journal.TellAsync(State, EventType.CampaignStarted);
        _pager.WaitsFor = null;
    }

    private async Task PageAsync(CancellationToken stop)
    {
        if (Progress.Passes.Count == 0)
        {
            var (passes, timePassed) = await _start.FindPassesAsync(State, stop);
            Progress = Progress with
            {
                Passes = passes,
                Accepted = AcceptedCounts.Of([], State.Definition.Variants.Count),
                Skipped = timePassed > 0 ? new Dictionary<string, long> { [SkipReasons.TimePassed] = timePassed } : Progress.Skipped,
            };
        }

        await _pager.RecoverAsync(stop);
        while (Progress.Pass < Progress.Passes.Count && !_pager.IsCapped)
        {
            var pass = Progress.Passes[Progress.Pass];
            await ReadyAsync(pass, stop);
            await _pager.PageAsync(pass, stop);
            Progress = Progress with { Pass = Progress.Pass + 1, Next = 0 };
            await _pager.KeepAsync();
        }
    }

    private async Task ReadyAsync(CampaignPass pass, CancellationToken stop)
    {
        if (pass.At > services.Now)
        {
            _pager.WaitsFor = "local_time";
            await services.DelayUntilAsync(pass.At, stop);
        }

        if (pass.Part == AudiencePart.Rest && State.Winner is null)
        {
            await ChooseWinnerAsync(State.Definition.Test!, stop);
        }

        _pager.WaitsFor = null;
    }

    private async Task ChooseWinnerAsync(VariantTest test, CancellationToken stop)
    {
        _pager.WaitsFor = "test";
        if (Progress.TestedAt is null)
        {
            await DrainAsync(stop);
            Progress = Progress with { TestedAt = services.Now };
            await _pager.KeepAsync();
        }

        _pager.WaitsFor = "test";
        await services.DelayUntilAsync(Progress.TestedAt!.Value + UnixMicros.From(test.Duration), stop);
        var tally = await services.Counts(State.Account).GetAsync(State.Id);
        var winner = WinnerRule.Choose(tally?.Variants ?? [], test.Metric);
        await kept.ChangeAsync(it => it with { Winner = winner, UpdatedAt = services.Now });
        await services.Journal.TellAsync(State, EventType.CampaignWinnerChosen, State.Definition.Variants[winner].Name);
        _pager.TextsChanged();
    }

    /// <summary>Waits until none of its messages waits any more.</summary>
    private async Task DrainAsync(CancellationToken stop)
    {
        _pager.WaitsFor = "messages";
        while (await WaitingAsync() > 0)
        {
            await _pager.WhileClosedAsync(stop);
            await services.Delay(LookEvery, stop);
        }

        _pager.WaitsFor = null;
    }

    private async Task<long> WaitingAsync() => Progress.WaitingBy(await services.Counts(State.Account).GetAsync(State.Id));

    private async Task EndAsync(CampaignAction action, string? reason, EventType type)
    {
        await kept.ChangeAsync(it => it.After(action, services.Now, reason) with { EndedAt = services.Now });
        await services.Journal.TellAsync(State, type, reason);
        await services.Journal.CloseAsync(State.Id);
    }
}
