using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Carriers;

namespace OrleansSms.Server.Startup;

/// <summary>When the process is asked to stop: lets binds finish what is under way and unbinds them, before the silo goes.</summary>
internal sealed partial class Drain(IGrainFactory grains, Readiness readiness, ILogger<Drain> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        readiness.Stopping();
        try
        {
            var carriers = await grains.GetGrain<IDirectoryGrain>(0).ListCarriersAsync(cancellationToken);
            await Task.WhenAll(carriers.Select(carrier => grains.GetGrain<ICarrierGrain>(carrier.Id).DrainAsync())).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or OperationCanceledException)
        {
            LogNotDrained(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every bind could be drained; what was under way is uncertain and will be settled at the next start")]
    private static partial void LogNotDrained(ILogger logger, Exception exception);
}
