using System.Globalization;
using System.Text.Json;
using OrleansSms.Load.Carrier;

namespace OrleansSms.Load.Processes;

/// <summary>The carrier's process, seen from the one that started it.</summary>
internal sealed class CarrierProcess : IDisposable
{
    private static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly string _directory;

    private CarrierProcess(ChildProcess process, string directory, int port) => (_process, _directory, Port) = (process, directory, port);

    public int Port { get; }

    public static async Task<CarrierProcess> StartAsync(bool receipts, string directory, CancellationToken cancellationToken)
    {
        string[] arguments = receipts ? ["smsc"] : ["smsc", "--no-receipts"];
        var process = ChildProcess.Start(typeof(CarrierProcess).Assembly.Location, arguments, [], new LogFile(Path.Combine(directory, "carrier.log")));
        var line = await process.Output.ReadLineAsync(cancellationToken).AsTask().WaitAsync(AnswerWait, cancellationToken);
        if (line?.Split(' ') is not ["ready", var port])
        {
            process.Dispose();
            throw new LoadException($"The carrier did not start: {line}");
        }

        return new CarrierProcess(process, directory, int.Parse(port, CultureInfo.InvariantCulture));
    }

    public (TimeSpan Cpu, double ResidentMiB) Measure() => _process.Measure();

    public async Task<CarrierStats> StatsAsync() => JsonSerializer.Deserialize<CarrierStats>(await AskAsync("stats"))!;

    public Task MarkAsync() => AskAsync("mark");

    /// <summary>Everything it has accepted.</summary>
    public async Task<SubmitRecord[]> ReadLogAsync()
    {
        var path = Path.Combine(_directory, "submits.bin");
        await AskAsync("dump " + path);
        return await SubmitLog.ReadAsync(path);
    }

    public void Dispose() => _process.Dispose();

    private async Task<string> AskAsync(string line)
    {
        await _process.Input.WriteLineAsync(line);
        await _process.Input.FlushAsync();
        return await _process.Output.ReadLineAsync().WaitAsync(AnswerWait) ?? throw new LoadException("The carrier's process has ended.");
    }
}
