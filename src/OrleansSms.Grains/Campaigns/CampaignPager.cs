using OrleansSms.Domain.Campaigns;
using OrleansSms.Storage.Segments;

namespace OrleansSms.Grains.Campaigns;

/// <summary>
/// Pages through the audience: plans units, keeps the plan, and submits them, some at a time, as fast as pace, window and lanes allow. What is planned is kept before it is
/// submitted; what has been submitted is known by its batch.
/// </summary>
internal sealed partial class CampaignPager(CampaignState state, CampaignProgress progress, CampaignServices services)
{
    /// <summary>Units under way: while one is committed the next is decided and a third is made.</summary>
    private const int MaxUnderWay = 3;

    /// <summary>Units that are planned and kept at once: so many share one write.</summary>
    private const int PlannedAtOnce = 8;

    private static readonly TimeSpan LanesAgain = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SubmitAgain = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly RateMeasure _measure = new();
    private CampaignTexts _texts = new(state, services.Templates);
    private PaceClock _clock;

    public CampaignState State { get; set; } = state;

    public CampaignProgress Progress { get; set; } = progress;

    public string? WaitsFor { get; set; }

    public double MeasuredRate => _measure.PerSecond(services.Clock);

    /// <summary>Whether the campaign's cap has been reached.</summary>
    public bool IsCapped => State.Definition.Caps is { } caps
        && (Progress.AcceptedMessages >= (caps.Messages ?? long.MaxValue) || Progress.AcceptedSegments >= (caps.Segments ?? long.MaxValue));

    /// <summary>The campaign is another now: its texts follow from it.</summary>
    public void TextsChanged() => _texts = new CampaignTexts(State, services.Templates);

    /// <summary>Forgets what was planned and has not begun.</summary>
    public void PlanAnew()
    {
        var kept = Progress.Planned.Where(unit => _begun.Contains(unit.Batch)).ToList();
        var dropped = Progress.Planned.Where(unit => !_begun.Contains(unit.Batch)).ToList();
        if (dropped.Count > 0)
        {
            Progress = Progress with { Planned = kept, Next = dropped.Min(static unit => unit.From) };
        }

        _clock = default;
    }

    /// <summary>After a crash: asks the store for each planned unit whether it was accepted.</summary>
    public async Task RecoverAsync(CancellationToken stop)
    {
        foreach (var unit in Progress.Planned)
        {
            if (await services.Sender.FindAsync(State, unit, stop) is { } outcome)
            {
                Progress = Progress.Settled(unit, outcome);
            }
        }
    }

    /// <summary>Submits all of a pass.</summary>
    public async Task PageAsync(CampaignPass pass, CancellationToken stop)
    {
        var underWay = new List<Task>();
        try
        {
            while (true)
            {
                await ReadyAsync(stop);
                if (await NextAsync() is { } unit)
                {
                    _begun.Add(unit.Batch);
                    underWay.Add(SendAsync(pass, unit, stop));
                }
                else if (underWay.Count == 0)
                {
                    return;
                }

                await SettleAsync(underWay, State.Definition.Caps is null ? MaxUnderWay : 1);
            }
        }
        finally
        {
            await Task.WhenAll(underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Waits until fewer than so many are under way, or, where nothing new has begun, until one has ended.</summary>
    private async Task SettleAsync(List<Task> underWay, int most)
    {
        var hasMore = Progress.Planned.Any(unit => !_begun.Contains(unit.Batch)) || Progress.Next < State.AudienceSize;
        while (underWay.Count >= most || (underWay.Count > 0 && !hasMore))
        {
            var ended = await Task.WhenAny(underWay);
            underWay.Remove(ended);
            await ended;
        }
    }

    /// <summary>The next unit of the plan; plans on where it has come to its end. Null = nothing is left.</summary>
    private async Task<PlannedUnit?> NextAsync()
    {
        if (IsCapped)
        {
            return null;
        }

        if (Planned() is null && Progress.Next < State.AudienceSize)
        {
            Plan();
            await services.Journal.WriteAsync(Progress, State.Account);
        }

        return Planned();

        PlannedUnit? Planned() => Progress.Planned.FirstOrDefault(unit => !_begun.Contains(unit.Batch));
    }

    private void Plan()
    {
        var (units, next) = (new List<PlannedUnit>(Progress.Planned), Progress.Next);
        for (var i = 0; i < PlannedAtOnce && next < State.AudienceSize; i++)
        {
            var count = PaceClock.UnitFor(State.Definition.Pace, (int)(ISegmentSnapshots.PageSize - (next % ISegmentSnapshots.PageSize)));
            units.Add(new PlannedUnit(Progress.Pass, next, count, new BatchId(services.Ids.Next()).ToString()));
            next += count;
        }

        Progress = Progress with { Planned = units, Next = Math.Min(next, State.AudienceSize ?? next) };
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
