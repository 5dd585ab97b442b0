using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansSms.Load.Processes;

/// <summary>
/// The processes that this one has started. Once it ends none is started any more: signals come on a thread of their own, while others are at the next start, and what began behind the last look
/// would outlive all of them.
/// </summary>
internal sealed class RunningProcesses
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<int, Process> _running = new();
    private bool _isOver;

    /// <summary>Starts a process, and knows it from then on.</summary>
    /// <exception cref="OperationCanceledException">This process ends.</exception>
    public Process Start(ProcessStartInfo start)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                throw new OperationCanceledException("Processes are no longer started: this one ends.");
            }

            var process = Process.Start(start) ?? throw new LoadException($"{start.FileName} could not be started.");
            _running[process.Id] = process;
            return process;
        }
    }

    /// <summary>Forgets a process that was ended by itself.</summary>
    public void Forget(int id) => _running.TryRemove(id, out _);

    /// <summary>Ends all that still run.</summary>
    public void KillAll()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        foreach (var process in _running.Values)
        {
            Kill(process);
        }
    }

    /// <summary>Ends one at once, like kill -9.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, or was never reached: both are what was wanted.
        }
    }
}
