using Microsoft.Extensions.Hosting;
using OrleansSms.Grains.Submission;

namespace OrleansSms.Grains.Hosting;

/// <summary>Removes what is past its time, from the store and from each kind of documents. Every silo does it; what one has removed the others do not find.</summary>
internal sealed partial class Upkeep(IStoreMaintenance maintenance, IEnumerable<IDocumentUpkeep> kinds, GatewayLimits limits, TimeProvider time, ILogger<Upkeep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Documents are kept for days to years: at which hour they go does not matter.</summary>
    private static readonly TimeSpan DocumentsPeriod = TimeSpan.FromHours(12);

    /// <summary>Between two steps: what is past its time never takes more than a part of what commits take.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    private long? _documentsPrunedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception e) when (e is OrleansException or TimeoutException or StoreUnavailableException)
            {
                LogFailed(logger, e);
            }
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        while (await maintenance.PruneAsync(time.GetUnixMicros(), Retention.Default with { Messages = limits.MessagesKept }, cancellationToken))
        {
            await Task.Delay(Rest, time, cancellationToken);
        }

        if (_documentsPrunedAt is not { } last || time.GetElapsedTime(last) >= DocumentsPeriod)
        {
            _documentsPrunedAt = time.GetTimestamp();
            foreach (var kind in kinds)
            {
                await kind.PruneAsync(time.GetUnixMicros(), cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not everything that is past its time could be removed; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
