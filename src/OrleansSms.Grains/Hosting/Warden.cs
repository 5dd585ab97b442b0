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
using OrleansSms.Grains.Submission;
using OrleansSms.Grains.Timing;
using OrleansSms.Grains.Webhooks;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Hosting;

/// <summary>
/// Keeps running what must run whether or not anybody asks: binds, webhook endpoints, the release of scheduled messages, upkeep of the store.
/// Every silo has one; it looks every <see cref="Period"/>, and at once when a silo has come or gone, so that what died with it is up again elsewhere.
/// </summary>
internal sealed partial class Warden(
    IGrainFactory grains,
    IDocumentStore documents,
    IStoreMaintenance maintenance,
    CallbackUsers callbacks,
    IEnumerable<IDocumentUpkeep> upkeep,
    RoutingView routing,
    LocalBinds local,
    IClusterMembershipService membership,
    GatewayLimits limits,
    TimeProvider time,
    ILogger<Warden> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(1);

    /// <summary>Documents are kept for days to years: at which hour they go does not matter.</summary>
    private static readonly TimeSpan PruneDocumentsEvery = TimeSpan.FromHours(12);

    /// <summary>Between two steps: what is past its time never takes more than a part of what commits take.</summary>
    private static readonly TimeSpan PruneRest = TimeSpan.FromMilliseconds(20);

    private long _prunedAt;
    private long? _documentsPrunedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _prunedAt = time.GetTimestamp();
        using var pulse = new Pulse(time);
        var watching = WatchSilosAsync(pulse, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await pulse.WaitAsync(time.GetUnixMicros() + UnixMicros.From(Period), stoppingToken);
        }

        await watching;
    }

    private async Task WatchSilosAsync(Pulse pulse, CancellationToken stoppingToken)
    {
        await foreach (var _ in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            pulse.Set();
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await KeepRunningAsync(cancellationToken);
            await PruneAsync(cancellationToken);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or StoreUnavailableException)
        {
            LogFailed(logger, e);
        }
    }

    private async Task KeepRunningAsync(CancellationToken cancellationToken)
    {
        await EachAsync(documents.Carriers(), carrier => KeepBindsAsync(carrier.Id), cancellationToken);
        await EachAsync(documents.ClosedBinds(), closed => grains.GetGrain<ICarrierBindGrain>(closed.Bind).GetStateAsync().AsTask(), cancellationToken);
        await TryAsync(grains.GetGrain<IReleaseGrain>(0).EnsureRunningAsync());
        await EachAsync(documents.WebhookEndpoints(), endpoint => grains.GetGrain<IWebhookEndpointGrain>(endpoint.Id).EnsureRunningAsync(), cancellationToken);
        await EachAsync(documents.OpenImports(), open => grains.GetGrain<IImportGrain>(open.Import).EnsureRunningAsync(), cancellationToken);
        await EachAsync(documents.OpenErasures(), open => grains.GetGrain<IErasureGrain>(open.Erasure).EnsureRunningAsync(), cancellationToken);
        await EachAsync(documents.OpenCampaigns(), open => grains.GetGrain<ICampaignGrain>(open.Campaign).EnsureRunningAsync(), cancellationToken);
        foreach (var account in await documents.Accounts().ListAsync(null, null, DocumentStoreExtensions.MaxDocuments, cancellationToken))
        {
            await KeepAccountAsync(account.Id, cancellationToken);
        }
    }

    private async Task KeepAccountAsync(string account, CancellationToken cancellationToken)
    {
        await TryAsync(grains.GetGrain<IEngagementGrain>(account).EnsureRunningAsync());
        if ((await documents.CountedCampaigns().ListAsync(account, null, 1, cancellationToken)).Count > 0)
        {
            await TryAsync(grains.GetGrain<ICampaignCountsGrain>(account).EnsureRunningAsync());
        }

        if (await callbacks.IsUserAsync(account))
        {
            await TryAsync(callbacks.Grain(account).EnsureRunningAsync());
        }
    }

    /// <summary>Keeps running what each document of a kind stands for.</summary>
    private async Task EachAsync<T>(Documents<T> kind, Func<T, Task> ensure, CancellationToken cancellationToken)
        where T : class
    {
        foreach (var document in await kind.ListAsync(null, null, DocumentStoreExtensions.MaxDocuments, cancellationToken))
        {
            await TryAsync(ensure(document));
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
    private async Task TryAsync(Task ensured)
    {
        try
        {
            await ensured;
        }
        catch (Exception e)
        {
            LogFailed(logger, e);
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_prunedAt) < PruneEvery)
        {
            return;
        }

        _prunedAt = time.GetTimestamp();
        while (await maintenance.PruneAsync(time.GetUnixMicros(), Retention.Default with { Messages = limits.MessagesKept }, cancellationToken))
        {
            await Task.Delay(PruneRest, time, cancellationToken);
        }

        if (_documentsPrunedAt is not { } last || time.GetElapsedTime(last) >= PruneDocumentsEvery)
        {
            _documentsPrunedAt = time.GetTimestamp();
            foreach (var kind in upkeep)
            {
                await kind.PruneAsync(time.GetUnixMicros(), cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not everything that must run could be reached; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
