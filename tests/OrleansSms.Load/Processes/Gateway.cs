using System.Globalization;
using System.Net;
using OrleansSms.Server.Startup;

namespace OrleansSms.Load.Processes;

/// <summary>The gateway as a process, in a data directory and on a port that stay the same when it is killed and started again.</summary>
internal sealed class Gateway : IDisposable
{
    public const string CarrierId = "load";
    public const string Key = "sk_load_0123456789abcdef";

    private const string ReadyLine = "OrleansSms is ready on";
    private const int LogTailLines = 20;
    private static readonly TimeSpan ReadyWait = TimeSpan.FromSeconds(90);

    private readonly GatewayOptions _options;
    private readonly int _carrierPort;
    private readonly LogFile _log;
    private ChildProcess? _process;

    public Gateway(GatewayOptions options, string directory, int carrierPort)
    {
        (_options, _carrierPort) = (options, carrierPort);
        DataDirectory = options.Data ?? Path.Combine(directory, options.Name + "-data");
        _log = new LogFile(Path.Combine(directory, options.Name + ".log"));
        EndPoint = new IPEndPoint(options.Host, FreePort.Find());
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>What the cluster calls it.</summary>
    public string SiloName => $"{_options.Host}:{_options.SiloPort}";

    public string DataDirectory { get; }

    public bool HasExited => _process?.HasExited != false;

    /// <summary>Starts it and waits until it takes traffic. Answers how long that took.</summary>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_options.Server))
        {
            throw new LoadException($"{_options.Server} is missing; build src/OrleansSms.Server in the same configuration.");
        }

        var started = Clock.Micros;
        _process?.Dispose();
        _process = ChildProcess.Start([.. _options.Before, "dotnet", _options.Server], Environment(), _log);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = ReadAsync(_process, ready);
        try
        {
            await ready.Task.WaitAsync(ReadyWait, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new LoadException($"The gateway was not ready after {ReadyWait.TotalSeconds:0} s.{System.Environment.NewLine}{LogTail()}");
        }

        return TimeSpan.FromMicroseconds(Clock.Micros - started);
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <summary>Whether it ends within so long.</summary>
    public Task<bool> EndedWithinAsync(TimeSpan wait, CancellationToken cancellationToken) => _process!.EndedWithinAsync(wait, cancellationToken);

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public Task TerminateAsync(CancellationToken cancellationToken) => _process!.TerminateAsync(cancellationToken);

    /// <summary>Lets it stand still.</summary>
    public void Pause() => _process!.Pause();

    /// <summary>Lets it go on.</summary>
    public void Resume() => _process!.Resume();

    public ProcessUse Measure() => _process!.Measure();

    /// <summary>The last lines of its log.</summary>
    public string LogTail() => _log.Tail(LogTailLines);

    public void Dispose() => _process?.Dispose();

    private IEnumerable<KeyValuePair<string, string>> Environment()
    {
        const string Carrier = $"OrleansSms__Carriers__{CarrierId}__";
        return
        [
            new("ASPNETCORE_URLS", $"http://{EndPoint}"),
            new("OrleansSms__AdminKey", Key),
            new("OrleansSms__DataDirectory", DataDirectory),
            new("OrleansSms__Webhooks__AllowPrivateNetworks", "true"),
            new("OrleansSms__Compliance__QuietHours", "false"),
            new("OrleansSms__Compliance__RequireOptOutRoute", "false"),
            new(Carrier + "Host", _options.CarrierHost.ToString()),
            new(Carrier + "Port", Text(_carrierPort)),
            new(Carrier + "SystemId", CarrierId),
            new(Carrier + "Password", CarrierId),
            new(Carrier + "Binds", Text(_options.Binds)),
            new(Carrier + "WindowSize", Text(_options.Window)),
            new(Carrier + "TpsLimit", Text(_options.Tps)),
            .. _options.Environment,
        ];
    }

    private async Task ReadAsync(ChildProcess process, TaskCompletionSource ready)
    {
        try
        {
            while (await process.Output.ReadLineAsync() is { } line)
            {
                _log.Append(line);
                if (line.StartsWith(ReadyLine, StringComparison.Ordinal))
                {
                    ready.TrySetResult();
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It was killed.
        }

        ready.TrySetException(new LoadException($"The gateway ended before it was ready.{System.Environment.NewLine}{LogTail()}"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
