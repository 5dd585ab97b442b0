using System.Globalization;

namespace OrleansSms.Load.Processes;

/// <summary>A counterpart of the gateway: this program, started again with another command, listening on a port and told what to do by lines.</summary>
internal sealed class ControlledProcess : IDisposable
{
    private static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly SemaphoreSlim _turn = new(1);

    private ControlledProcess(ChildProcess process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<ControlledProcess> StartAsync(string[] arguments, string directory, CancellationToken cancellationToken)
    {
        var log = new LogFile(Path.Combine(directory, arguments[0] + ".log"));
        var process = ChildProcess.Start(typeof(ControlledProcess).Assembly.Location, arguments, [], log);
        var line = await process.Output.ReadLineAsync(cancellationToken).AsTask().WaitAsync(AnswerWait, cancellationToken);
        if (line?.Split(' ') is not ["ready", var port])
        {
            process.Dispose();
            throw new LoadException($"{arguments[0]} did not start: {line}");
        }

        return new ControlledProcess(process, int.Parse(port, CultureInfo.InvariantCulture));
    }

    public ProcessUse Measure() => _process.Measure();

    public async Task<string> AskAsync(string line)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.Input.WriteLineAsync(line);
            await _process.Input.FlushAsync();
            return await _process.Output.ReadLineAsync().WaitAsync(AnswerWait) ?? throw new LoadException("A process that this one had started has ended.");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _process.Dispose();
        _turn.Dispose();
    }
}
