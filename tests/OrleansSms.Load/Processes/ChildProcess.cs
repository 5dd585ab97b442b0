using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansSms.Load.Processes;

/// <summary>A process that this one started, ended by its id at the latest when this one ends.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private static readonly RunningProcesses Running = new();

    private readonly Process _process;

    private ChildProcess(Process process)
    {
        _process = process;
        Id = process.Id;
    }

    public int Id { get; }

    public StreamReader Output => _process.StandardOutput;

    public StreamWriter Input => _process.StandardInput;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts <c>dotnet</c> with an assembly.</summary>
    public static ChildProcess Start(string assembly, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment, LogFile log) =>
        Start(["dotnet", assembly, .. arguments], environment, log);

    /// <summary>Starts a command line.</summary>
    public static ChildProcess Start(IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string>> environment, LogFile log)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(log.Path),
        };
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Running.Start(start);
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is not null)
            {
                log.Append(e.Data);
            }
        };
        process.BeginErrorReadLine();
        return new ChildProcess(process);
    }

    /// <summary>Ends everything that was started and still runs.</summary>
    public static void KillAll() => Running.KillAll();

    /// <summary>Ends the process at once, like kill -9.</summary>
    public async Task KillAsync()
    {
        RunningProcesses.Kill(_process);
        await _process.WaitForExitAsync();
    }

    /// <summary>Whether it ends within so long.</summary>
    public async Task<bool> EndedWithinAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(wait, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        Signal(SigTerm);
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Lets it stand still, as a machine does that is out of memory or is being moved.</summary>
    public void Pause() => Signal(SigStop);

    /// <summary>Lets it go on.</summary>
    public void Resume() => Signal(SigCont);

    public ProcessUse Measure() => ProcessUse.Of(Id);

    public void Dispose()
    {
        RunningProcesses.Kill(_process);
        Running.Forget(Id);
        _process.Dispose();
    }

    // What is set for this process must not configure the one it measures.
    private static bool IsSetting(string name) =>
        name.StartsWith("OrleansSms__", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Orleans__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase);

    private void Signal(int signal)
    {
        if (!_process.HasExited && SendSignal(Id, signal) != 0)
        {
            throw new LoadException($"Process {Id} took no signal.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
