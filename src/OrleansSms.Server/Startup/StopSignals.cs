using System.Runtime.InteropServices;

namespace OrleansSms.Server.Startup;

/// <summary>
/// Obeys the signals that ask the process to stop. One that comes during the start takes effect when the start is over, a second later at most as a rule: a silo
/// that is half up cannot be stopped in order.
/// </summary>
internal sealed class StopSignals(IHostApplicationLifetime lifetime, TimeProvider time) : IHostLifetime, IDisposable
{
    /// <summary>A start that takes longer is cut short, so that the process ends within the time that supervisors give it.</summary>
    private static readonly TimeSpan StartMayTake = TimeSpan.FromSeconds(10);

    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM];

    private readonly List<IDisposable> _registered = [];
    private ITimer? _limit;
    private int _asked;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registered.Add(lifetime.ApplicationStarted.Register(() =>
        {
            if (Volatile.Read(ref _asked) > 0)
            {
                lifetime.StopApplication();
            }
        }));
        _registered.AddRange(Signals.Select(signal => PosixSignalRegistration.Create(signal, Obey)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _registered.ForEach(registered => registered.Dispose());
        _limit?.Dispose();
    }

    private void Obey(PosixSignalContext context)
    {
        // Who presses Ctrl+C again will not wait.
        var first = Interlocked.Increment(ref _asked) == 1;
        context.Cancel = first || context.Signal == PosixSignal.SIGTERM;
        if (lifetime.ApplicationStarted.IsCancellationRequested)
        {
            lifetime.StopApplication();
        }
        else if (first)
        {
            _limit = time.CreateTimer(_ => lifetime.StopApplication(), null, StartMayTake, Timeout.InfiniteTimeSpan);
        }
    }
}
