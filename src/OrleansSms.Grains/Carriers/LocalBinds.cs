using System.Collections.Concurrent;
using OrleansSms.Contracts.Carriers;

namespace OrleansSms.Grains.Carriers;

/// <summary>The binds that run in this process: those that it must hand over before it stops. Others' go on.</summary>
public sealed partial class LocalBinds(IGrainFactory grains, ILogger<LocalBinds> logger)
{
    private readonly ConcurrentDictionary<BindKey, bool> _running = new();

    /// <summary>Lets each finish what is under way, and unbinds it.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_running.Keys.Select(DrainAsync)).WaitAsync(cancellationToken);

    internal bool Runs(BindKey bind) => _running.ContainsKey(bind);

    internal void Started(BindKey bind) => _running[bind] = true;

    internal void Stopped(BindKey bind) => _running.TryRemove(bind, out _);

    private async Task DrainAsync(BindKey bind)
    {
        try
        {
            await grains.GetGrain<ICarrierBindGrain>(bind.ToString()).DrainAsync();
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or StoreUnavailableException)
        {
            LogNotDrained(logger, bind, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind} could not be drained; what was under way is uncertain and is settled where it runs next")]
    private static partial void LogNotDrained(ILogger logger, BindKey bind, Exception exception);
}
