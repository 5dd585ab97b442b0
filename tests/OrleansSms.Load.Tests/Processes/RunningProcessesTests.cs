using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Tests.Processes;

/// <summary>What was started ends with the one that started it.</summary>
public sealed class RunningProcessesTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_end_in_the_middle_of_starts_leaves_nothing_behind()
    {
        var (running, started, first) = (new RunningProcesses(), new ConcurrentBag<Process>(), new TaskCompletionSource());
        var starting = Task.Run(() =>
        {
            while (true)
            {
                started.Add(running.Start(new ProcessStartInfo("sleep", ["600"])));
                first.TrySetResult();
            }
        });
        await first.Task.WaitAsync(Enough);

        running.KillAll();

        await Assert.ThrowsAsync<OperationCanceledException>(() => starting.WaitAsync(Enough));
        foreach (var process in started)
        {
            await process.WaitForExitAsync().WaitAsync(Enough);
            process.Dispose();
        }
    }
}
