using Microsoft.Extensions.Hosting;
using OrleansSms.Contracts.Campaigns;
using OrleansSms.Contracts.Carriers;
using OrleansSms.Contracts.Contacts;
using OrleansSms.Contracts.Erasures;
using OrleansSms.Contracts.Importing;
using OrleansSms.Contracts.Scheduling;
using OrleansSms.Contracts.Webhooks;
using OrleansSms.Grains.Carriers;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Timing;
using OrleansSms.Grains.Webhooks;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Hosting;

/// <summary>
/// Keeps running what must run whether or not anybody asks: binds, the release of scheduled messages, webhook endpoints, imports, erasures, campaigns.
/// Every silo has one; it looks every <see cref="Period"/>, and at once when a silo has come or gone, so that what died with it is up again elsewhere.
/// Each kind has a round of its own: one that waits, as for a bind of a silo that has just died, keeps no other kind waiting.
/// </summary>
internal sealed partial class Warden(
    IGrainFactory grains,
    IDocumentStore documents,
    CallbackUsers callbacks,
    RoutingView routing,
    LocalBinds local,
    IClusterMembershipService membership,
    TimeProvider time,
    ILogger<Warden> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Func<Task>[] rounds =
        [
            () => EachAsync(documents.Carriers(), carrier => KeepBindsAsync(carrier.Id), stoppingToken),
            () => EachAsync(documents.ClosedBinds(), closed => grains.GetGrain<ICarrierBindGrain>(closed.Bind).GetStateAsync().AsTask(), stoppingToken),
            () => grains.GetGrain<IReleaseGrain>(0).EnsureRunningAsync(),
            () => EachAsync(documents.WebhookEndpoints(), endpoint => grains.GetGrain<IWebhookEndpointGrain>(endpoint.Id).EnsureRunningAsync(), stoppingToken),
            () => EachAsync(documents.OpenImports(), open => grains.GetGrain<IImportGrain>(open.Import).EnsureRunningAsync(), stoppingToken),
            () => EachAsync(documents.OpenErasures(), open => grains.GetGrain<IErasureGrain>(open.Erasure).EnsureRunningAsync(), stoppingToken),
            () => EachAsync(documents.OpenCampaigns(), open => grains.GetGrain<ICampaignGrain>(open.Campaign).EnsureRunningAsync(), stoppingToken),
            () => EachAsync(documents.Accounts(), account => KeepAccountAsync(account.Id, stoppingToken), stoppingToken),
        ];
        var pulses = Array.ConvertAll(rounds, _ => new Pulse(time));
        try
        {
            await Task.WhenAll([WatchSilosAsync(pulses, stoppingToken), .. rounds.Zip(pulses, (round, pulse) => RepeatAsync(round, pulse, stoppingToken))]);
        }
        finally
        {
            Array.ForEach(pulses, static pulse => pulse.Dispose());
        }
    }

    private async Task WatchSilosAsync(Pulse[] pulses, CancellationToken stoppingToken)
    {
        await foreach (var _ in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            Array.ForEach(pulses, static pulse => pulse.Set());
        }
    }

    private async Task RepeatAsync(Func<Task> round, Pulse pulse, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await round();
            }
            catch (Exception e) when (!IsStop(e, stoppingToken))
            {
                LogFailed(logger, e);
            }

            await pulse.WaitAsync(time.GetUnixMicros() + UnixMicros.From(Period), stoppingToken);
        }
    }

    private async Task KeepAccountAsync(string account, CancellationToken cancellationToken)
    {
        await TryAsync(grains.GetGrain<IEngagementGrain>(account).EnsureRunningAsync(), cancellationToken);
        if ((await documents.CountedCampaigns().ListAsync(account, null, 1, cancellationToken)).Count > 0)
        {
            await TryAsync(grains.GetGrain<ICampaignCountsGrain>(account).EnsureRunningAsync(), cancellationToken);
        }

        if (await callbacks.IsUserAsync(account))
        {
            await TryAsync(callbacks.Grain(account).EnsureRunningAsync(), cancellationToken);
        }
    }

    /// <summary>Keeps running what each document of a kind stands for.</summary>
    private async Task EachAsync<T>(Documents<T> kind, Func<T, Task> ensure, CancellationToken cancellationToken)
        where T : class
    {
        foreach (var document in await kind.ListAsync(null, null, DocumentStoreExtensions.MaxDocuments, cancellationToken))
        {
            await TryAsync(ensure(document), cancellationToken);
        }
    }

    /// <summary>Binds tell the routing of their own silo how they are; the others hear it here.</summary>
    private async Task KeepBindsAsync(string carrier)
    {
        var bound = await grains.GetGrain<ICarrierGrain>(carrier).EnsureRunningAsync();
        for (var index = 0; index < bound.Count; index++)
        {
            if (new BindKey(carrier, index) is var bind && !local.Runs(bind))
            {
                routing.Report(bind, bound[index]);
            }
        }
    }

    /// <summary>One that cannot run does not keep the others from it, nor the process.</summary>
    private async Task TryAsync(Task ensured, CancellationToken cancellationToken)
    {
        try
        {
            await ensured;
        }
        catch (Exception e) when (!IsStop(e, cancellationToken))
        {
            LogFailed(logger, e);
        }
    }

    /// <summary>Whether it ends because the process does, which is nothing to tell of.</summary>
    private static bool IsStop(Exception error, CancellationToken stoppingToken) => error is OperationCanceledException && stoppingToken.IsCancellationRequested;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not everything that must run could be reached; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
