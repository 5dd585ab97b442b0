using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Grains.Campaigns;

/// <summary>
/// Keeps a campaign going, in the context of its grain: one run at a time, from where the one before it came to; and takes back what is left of a campaign that was canceled.
/// </summary>
/// <param name="progress">How far it has come, as that was kept.</param>
/// <param name="services">What every campaign uses.</param>
/// <param name="desk">Takes back.</param>
/// <param name="stay">Keeps the grain for so long, whether or not anybody asks.</param>
/// <param name="logger">The grain's.</param>
internal sealed partial class CampaignEngine(CampaignProgress progress, CampaignServices services, CampaignDesk desk, Action<TimeSpan> stay, ILogger logger) : IDisposable
{
    private readonly HashSet<string> _submitted = [.. progress.Planned.Select(static unit => unit.Batch)];
    private CampaignProgress _progress = progress;
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;
    private Task _takingBack = Task.CompletedTask;

    /// <summary>The run that goes; null = none.</summary>
    public CampaignRun? Run { get; private set; }

    /// <summary>How far the campaign has come.</summary>
    public CampaignProgress Progress => Run?.Progress ?? _progress;

    /// <summary>Whether messages of a campaign that was canceled are being taken back.</summary>
    public bool IsTakingBack => !_takingBack.IsCompleted;

    /// <summary>Runs what is to run, and takes back what is left of a campaign that was canceled.</summary>
    public void Continue(KeptCampaign campaign)
    {
        if (campaign.State.Status is CampaignStatus.Scheduled or CampaignStatus.Running && _running.IsCompleted)
        {
            _stop = new CancellationTokenSource();
            Run = new CampaignRun(campaign, _progress, _submitted, services);
            _running = RunAsync(campaign, Run, _stop.Token);
            stay(Timeout.InfiniteTimeSpan);
        }
        else if (campaign.State.Status == CampaignStatus.Canceled && _takingBack.IsCompleted)
        {
            _takingBack = TakeBackAsync(campaign.State);
        }
    }

    /// <summary>Stops what runs; it is over when this completes.</summary>
    public async Task StopAsync()
    {
        if (_stop is { } stop)
        {
            _stop = null;
            await stop.CancelAsync();
            await _running;
            stop.Dispose();
        }
    }

    /// <summary>Leaves a number out of the rows that are listed as problems.</summary>
    public async Task ForgetAsync(Msisdn number, string account)
    {
        if (RowProblem.Without(number, Progress.Problems) is not { } others)
        {
            return;
        }

        if (Run is { } run)
        {
            await run.ForgetAsync(others);
        }
        else
        {
            _progress = _progress with { Problems = others };
            await services.Journal.WriteAsync(_progress, account);
        }
    }

    public void Dispose() => _stop?.Dispose();

    private async Task RunAsync(KeptCampaign campaign, CampaignRun run, CancellationToken stop)
    {
        LogGoesOn(logger, campaign.State.Id, campaign.State.Status);
        try
        {
            await run.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            // It is continued where it was.
            LogBroke(logger, e, campaign.State.Id);
        }

        (_progress, Run) = (run.Progress, null);
        if (campaign.State.Status.IsFinal())
        {
            stay(TimeSpan.Zero);
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
            LogBroke(logger, e, canceled.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Campaign {Campaign} goes on in this process; it is {Status}")]
    private static partial void LogGoesOn(ILogger logger, string campaign, CampaignStatus status);

    [LoggerMessage(Level = LogLevel.Error, Message = "Campaign {Campaign} stopped; it goes on where it was")]
    private static partial void LogBroke(ILogger logger, Exception error, string campaign);
}
