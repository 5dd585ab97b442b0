using System.Globalization;
using System.Text.Json;
using OrleansSms.Load.Carrier;

namespace OrleansSms.Load.Processes;

/// <summary>The carrier's process, seen from the one that started it.</summary>
internal sealed class CarrierProcess : IDisposable
{
    private readonly ControlledProcess _process;
    private readonly string _file;

    private CarrierProcess(ControlledProcess process, string directory) => (_process, _file) = (process, Path.Combine(directory, "submits.bin"));

    public int Port => _process.Port;

    /// <param name="directory">For its log and records.</param>
    /// <param name="everywhere">Whether it listens at every address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<CarrierProcess> StartAsync(string directory, bool everywhere, CancellationToken cancellationToken) =>
        new(await ControlledProcess.StartAsync(["smsc", .. everywhere ? (string[])["--everywhere"] : []], directory, cancellationToken), directory);

    public ProcessUse Measure() => _process.Measure();

    public async Task<CarrierStats> StatsAsync() => JsonSerializer.Deserialize<CarrierStats>(await _process.AskAsync("stats"))!;

    /// <summary>Takes connections again.</summary>
    public Task UpAsync() => _process.AskAsync("up");

    /// <summary>Ends every session and refuses connections.</summary>
    public Task DownAsync() => _process.AskAsync("down");

    /// <summary>Refuses submit_sm above so many a second; 0 = none.</summary>
    public Task ThrottleAsync(int perSecond) => _process.AskAsync(string.Create(CultureInfo.InvariantCulture, $"throttle {perSecond}"));

    /// <summary>Everything it has accepted since the last time. To be read once, before the next time.</summary>
    public async Task<IEnumerable<SubmitRecord>> TakeAsync()
    {
        await _process.AskAsync("take " + _file);
        return SubmitLog.Read(_file);
    }

    public void Dispose() => _process.Dispose();
}
