using OrleansSms.Domain.Campaigns;
using OrleansSms.Storage.Segments;

namespace OrleansSms.Grains.Campaigns;

/// <summary>
/// Pages through the audience: plans units, keeps the plan, and submits them, one after the other, as fast as pace, window and lanes allow. What is planned is kept before it is
/// submitted; what has been submitted is known by its batch. Several at once would be no faster by much, and leave no time between them for what is more urgent.
/// </summary>
/// <param name="kept">The campaign.</param>
/// <param name="progress">How far it has come.</param>
/// <param name="submitted">Batches of units that an earlier process may have submitted, or that have begun in this one: they are not planned anew.</param>
/// <param name="services">What every campaign uses.</param>
internal sealed partial class CampaignPager(KeptCampaign kept, CampaignProgress progress, HashSet<string> submitted, CampaignServices services)
{
    private static readonly TimeSpan LanesAgain = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SubmitAgain = TimeSpan.FromMilliseconds(500);

    private readonly RateMeasure _measure = new();
    private CampaignTexts _texts = new(kept.State, services.Templates);
    private PaceClock _clock;
    private Task _keeping = Task.CompletedTask;

    public CampaignProgress Progress { get; set; } = progress;

    public string? WaitsFor { get; set; }

    public double MeasuredRate => _measure.PerSecond(services.Clock);

    private CampaignState State => kept.State;

    /// <summary>Whether the campaign's cap has been reached.</summary>
    public bool IsCapped => State.Definition.Caps is { } caps
        && (Progress.AcceptedMessages >= (caps.Messages ?? long.MaxValue) || Progress.AcceptedSegments >= (caps.Segments ?? long.MaxValue));

    /// <summary>The campaign is another now: its texts follow from it.</summary>
    public void TextsChanged() => _texts = new CampaignTexts(State, services.Templates);

    /// <summary>Forgets what was planned and has not begun.</summary>
    public void PlanAnew()
    {
        Progress = Progress.WithoutThoseNotBegun(submitted);
        _clock = default;
    }

    /// <summary>After a crash: asks the store for each planned unit whether it was accepted. After a pause: what has not begun is planned anew, as the pace may be another.</summary>
    public async Task RecoverAsync(CancellationToken stop)
    {
        PlanAnew();
        foreach (var unit in Progress.Planned)
        {
            if (await services.Sender.FindAsync(State, unit, stop) is { } outcome)
            {
                Progress = Progress.Settled(unit, outcome);
            }
        }
    }

    /// <summary>Keeps how far it has come, after whoever keeps it already: an older plan that came later would be carried out twice after a crash.</summary>
    public Task KeepAsync() => _keeping = KeepAfterAsync(_keeping);

    /// <summary>Submits all of a pass.</summary>
    public async Task PageAsync(CampaignPass pass, CancellationToken stop)
    {
        while (true)
        {
            await ReadyAsync(stop);
            if (await NextAsync() is not { } unit)
            {
                return;
            }

            submitted.Add(unit.Batch);
            await SendAsync(pass, unit, stop);
        }
    }

    /// <summary>The next unit of the plan; plans on where it has come to its end. Null = nothing is left.</summary>
    private async Task<PlannedUnit?> NextAsync()
    {
        if (IsCapped)
        {
            return null;
        }

        if (Progress.Planned.Count == 0 && Progress.Next < State.AudienceSize)
        {
            Progress = Progress.PlanOn(State.Definition.Pace, State.AudienceSize.Value, ISegmentSnapshots.PageSize, () => new BatchId(services.Ids.Next()).ToString());
            await KeepAsync();
        }

        return Progress.Planned is [var next, ..] ? next : null;
    }

    private async Task KeepAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await services.Journal.WriteAsync(Progress, State.Account);
    }

    private async Task SendAsync(CampaignPass pass, PlannedUnit unit, CancellationToken stop)
    {
        UnitOutcome? outcome;
        while ((outcome = await TrySendAsync(pass, unit, stop)) is null)
        {
            await services.Delay(SubmitAgain, stop);
        }

        Progress = Progress.Settled(unit, outcome);
        _clock = _clock.After(State.Definition.Pace, outcome.Messages, outcome.Segments, services.Clock);
        _measure.Add(outcome.Messages, services.Clock);
    }

    /// <summary>Null = it is not known whether it was accepted, or it was not for now: the same again is safe.</summary>
    private async Task<UnitOutcome?> TrySendAsync(CampaignPass pass, PlannedUnit unit, CancellationToken stop)
    {
        try
        {
            return await services.Sender.SendAsync(State, _texts, pass, unit, Room(), stop);
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException)
        {
            LogNotSubmitted(services.Loggers.CreateLogger<CampaignPager>(), e, State.Id);
            return null;
        }
    }

    /// <summary>What the campaign's cap leaves; null = it has none.</summary>
    private AcceptedCounts? Room() => State.Definition.Caps is not { } caps ? null : new AcceptedCounts(
        (caps.Messages ?? long.MaxValue) - Progress.AcceptedMessages, (caps.Segments ?? long.MaxValue) - Progress.AcceptedSegments);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some messages of campaign {Campaign} could not be submitted yet; trying again")]
    private static partial void LogNotSubmitted(ILogger logger, Exception exception, string campaign);
}
