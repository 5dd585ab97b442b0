using OrleansSms.Contracts.Campaigns;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Grains.Campaigns;

[GrainType("campaign-dry-run")]
internal sealed partial class CampaignDryRunGrain(CampaignServices services, LaunchChecks checks, DryRunRules rules, ILogger<CampaignDryRunGrain> logger)
    : Grain, ICampaignDryRunGrain, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private DryRun? _run;
    private Task _running = Task.CompletedTask;

    public async Task<IReadOnlyList<FieldError>> StartAsync()
    {
        if (!_running.IsCompleted || await services.Journal.ReadAsync(this.GetPrimaryKeyString(), CancellationToken.None) is not { } campaign)
        {
            return [];
        }

        var (ready, errors) = await checks.CheckAsync(campaign);
        if (errors.Count == 0)
        {
            _run = new DryRun(ready with { Id = DryRun.IdOf(ready.Id), StartedAt = services.Now }, services, rules);
            _running = RunAsync(_run);
        }

        return errors;
    }

    public Task<DryRunState?> GetAsync() => Task.FromResult(_run?.State);

    public Task<bool> ForgetAsync(Msisdn number)
    {
        if (!_running.IsCompleted)
        {
            return Task.FromResult(false);
        }

        if (_run?.Shows(number) == true)
        {
            _run = null;
        }

        return Task.FromResult(true);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(DryRun run)
    {
        try
        {
            await run.RunAsync(_stop.Token);
        }
        catch (Exception e)
        {
            // It is begun anew by whoever wants to know.
            run.Break(e is CampaignFailedException ? e.Message : "The dry run was broken off; begin it anew.");
            LogBroke(logger, e, this.GetPrimaryKeyString());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dry run of campaign {Campaign} was broken off")]
    private static partial void LogBroke(ILogger logger, Exception error, string campaign);
}
