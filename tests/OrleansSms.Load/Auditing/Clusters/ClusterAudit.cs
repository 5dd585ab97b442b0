using OrleansSms.Load.Clients;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Auditing.Clusters;

/// <summary><c>audit cluster</c>: does harm to a cluster under load, and proves that what it promised holds.</summary>
internal static class ClusterAudit
{
    public static async Task<int> ExecuteAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var options = ClusterAuditOptions.Read(arguments);
        var result = await RunAsync(options, cancellationToken);
        ClusterAuditReport.Print(options, result);
        return result.Broken.Count == 0 ? 0 : 1;
    }

    public static async Task<ClusterAuditResult> RunAsync(ClusterAuditOptions options, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetUtcNow();
        var settings = new StageSettings { Gateway = options.Gateway, Silos = options.Silos, CanPart = options.Fault == Fault.Partition, HasWebhook = true };
        using var stage = await Stage.SetAsync(settings, cancellationToken);
        try
        {
            var result = await RunAsync(stage, options, since, cancellationToken);
            stage.Keep |= result.Broken.Count > 0;
            return result;
        }
        catch (Exception e) when (e is LoadException or HttpRequestException)
        {
            stage.Keep = true;
            throw;
        }
    }

    private static async Task<ClusterAuditResult> RunAsync(Stage stage, ClusterAuditOptions options, DateTimeOffset since, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var offers = options.Offers();
        var offering = stage.OfferAsync(offers, ending.Token);
        var plan = new FaultPlan(stage, options);
        try
        {
            // Clients that cannot go on end what is done.
            var doing = plan.RunAsync(ending.Token);
            await await Task.WhenAny(doing, offering);
            await doing;
            foreach (var offer in offers)
            {
                offer.Pace.Stop();
            }

            return await JudgeAsync(stage, options, await offering, plan, since, cancellationToken);
        }
        catch
        {
            await ending.CancelAsync();
            await ((Task)offering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private static async Task<ClusterAuditResult> JudgeAsync(
        Stage stage, ClusterAuditOptions options, IReadOnlyList<DriveResult> drives, FaultPlan plan, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var comparison = await Settlement.RunAsync(stage, drives, since, options.SettleSeconds, static comparison => comparison.Lost == 0, cancellationToken);
        var events = await EventCheck.RunAsync(stage.Api, cancellationToken);
        var (stats, hooks) = (await stage.Carrier.StatsAsync(), await stage.Hooks!.StatsAsync());
        return new ClusterAuditResult
        {
            Comparison = comparison,
            Drives = drives,
            DuplicatesAllowed = options.Times * options.Silos * options.Gateway.Binds * (options.Gateway.Window + Settlement.CommitMessages),
            Unmarked = await Settlement.UnmarkedAsync(stage.Api, comparison, cancellationToken),
            Unrecorded = stats.Unrecorded,
            Done = plan.Done,
            Rebinds = plan.Rebinds,
            Events = events,
            Told = hooks.Events,
            Forged = hooks.Forged,
        };
    }
}
