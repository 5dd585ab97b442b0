using OrleansSms.Grains.Carriers;

namespace OrleansSms.Server.Startup;

/// <summary>When the process is asked to stop: lets its binds finish what is under way and unbinds them, before the silo goes.</summary>
internal sealed partial class Drain(LocalBinds binds, Readiness readiness, ILogger<Drain> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        readiness.Stopping();
        try
        {
            await binds.DrainAsync(cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            LogNotDrained(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every bind could be drained; what was under way is uncertain and will be settled at the next start")]
    private static partial void LogNotDrained(ILogger logger, Exception exception);
}
