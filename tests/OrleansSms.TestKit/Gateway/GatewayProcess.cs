using System.Diagnostics;

namespace OrleansSms.TestKit.Gateway;

/// <summary>
/// The gateway as its operator runs it: a process of its own, its settings in the environment, its data in a folder that lives as long as this
/// object. It can be killed, stopped and started again on the same data.
/// </summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    /// <summary>The admin key of every gateway that is not told another, or none.</summary>
    public const string AdminKey = "test-admin-key";

    public const string AdminKeySetting = "OrleansSms__AdminKey";

    private const string OperatorLine = "The operator's side is on ";
    private const string ReadyLine = "OrleansSms is ready on ";
    private const string Assembly = "OrleansSms.Server";

    // Many times what it takes, for machines that are busy with something else.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(45);

    private readonly Dictionary<string, string?> _settings;
    private readonly string _folder;
    private readonly ProcessOutput _output = new();
    private Process? _process;

    private GatewayProcess(string folder, IReadOnlyDictionary<string, string?>? settings)
    {
        _folder = folder;
        _settings = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["OrleansSms__DataDirectory"] = DataDirectory,
            [AdminKeySetting] = AdminKey,

            // What tests send as marketing must go at any time of the day.
            ["OrleansSms__Compliance__QuietHours"] = "false",
            ["OrleansSms__Compliance__RequireOptOutRoute"] = "false",
        };
        Change(settings);
    }

    /// <summary>Where it listens; another one after each start.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where the operator's side answers.</summary>
    public Uri OperatorUrl { get; private set; } = new("http://127.0.0.1");

    /// <summary>The folder of the build that the next start runs; null = the one of these tests.</summary>
    public string? Build { get; set; }

    public int ProcessId => _process!.Id;

    public string DataDirectory => Path.Combine(_folder, "data");

    /// <summary>Everything it has written to standard output and standard error, over all its starts.</summary>
    public string Output => _output.ToString();

    /// <summary>Starts it and waits until it is ready. A setting that is null is taken away.</summary>
    public static async Task<GatewayProcess> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, string? build = null)
    {
        var gateway = new GatewayProcess(Directory.CreateTempSubdirectory("orleanssms-").FullName, settings) { Build = build };
        try
        {
            await gateway.StartAgainAsync();
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a gateway that is expected to refuse its settings. Answers its exit code and what it wrote.</summary>
    public static async Task<(int ExitCode, string Output)> FailToStartAsync(IReadOnlyDictionary<string, string?> settings)
    {
        await using var gateway = new GatewayProcess(Directory.CreateTempSubdirectory("orleanssms-").FullName, settings);
        gateway.Launch();
        return (await gateway.ExitAsync(), gateway.Output);
    }

    /// <summary>Runs a command of the program on the data and with the settings of this gateway. Answers its exit code and what it wrote.</summary>
    public async Task<(int ExitCode, string Output)> RunCommandAsync(string command)
    {
        await using var process = Beside();
        process.Launch(command);
        return (await process.ExitAsync(), process.Output);
    }

    /// <summary>Begins a command and kills it when a line that it writes begins so.</summary>
    public async Task KillCommandAsync(string command, string line)
    {
        await using var process = Beside();
        process.Launch(command);
        using var enough = new CancellationTokenSource(StartTimeout);
        await process._output.WaitForAsync(line, enough.Token);
        await process.Kill9Async();
    }

    /// <summary>The settings of one carrier that is a peer of the tests.</summary>
    public static Dictionary<string, string?> Carrier(string id, int port) => new()
    {
        [$"OrleansSms__Carriers__{id}__Host"] = "127.0.0.1",
        [$"OrleansSms__Carriers__{id}__Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        [$"OrleansSms__Carriers__{id}__SystemId"] = "gateway",
        [$"OrleansSms__Carriers__{id}__Password"] = "secret",
    };

    /// <summary>Starts it on the data it has, after <see cref="Kill9Async"/> or <see cref="TerminateAsync"/>.</summary>
    public async Task StartAgainAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        Change(settings);
        Launch();
        using var enough = new CancellationTokenSource(StartTimeout);
        var ready = _output.WaitForAsync(ReadyLine, enough.Token);
        await _output.GetReadyAsync("The gateway", _process!, ready, enough.Token);
        Url = new Uri((await ready)[ReadyLine.Length..].Split(',')[0]);
        OperatorUrl = _output.Find(OperatorLine) is { } line ? new Uri(line[OperatorLine.Length..].Split(',')[0]) : Url;
    }

    /// <summary>Ends it as a power cut would; when this completes it is gone.</summary>
    public async Task Kill9Async()
    {
        _process!.Kill();
        await ExitAsync();
    }

    /// <summary>Asks it to stop and answers its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        return await ExitAsync();
    }

    /// <summary>Starts it on the data it has and, when <paramref name="begun"/> completes, asks it to stop, ready or not. Answers its exit code.</summary>
    public async Task<int> StopWhileItStartsAsync(Func<Task> begun)
    {
        Launch();
        await begun();
        return await TerminateAsync();
    }

    /// <summary><see cref="TerminateAsync"/>, then <see cref="StartAgainAsync"/>.</summary>
    public async Task RestartAsync()
    {
        await TerminateAsync();
        await StartAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await Kill9Async();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Change(IReadOnlyDictionary<string, string?>? settings)
    {
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            _settings[name] = value;
        }
    }

    /// <summary>Another process with the same settings.</summary>
    private GatewayProcess Beside() => new(Directory.CreateTempSubdirectory("orleanssms-").FullName, _settings) { Build = Build };

    private void Launch(string? command = null)
    {
        _process?.Dispose();
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var assembly = Path.Combine(Build ?? Path.Combine(RepositoryRoot.Path, "artifacts", "bin", Assembly, configuration), Assembly + ".dll");
        var start = new ProcessStartInfo("dotnet", command is null ? [assembly] : [assembly, command])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        _output.Restart();
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _output.Read(_process.StandardOutput);
        _output.Read(_process.StandardError);
    }

    private async Task<int> ExitAsync()
    {
        using var enough = new CancellationTokenSource(ExitTimeout);
        try
        {
            await _process!.WaitForExitAsync(enough.Token);
        }
        catch (OperationCanceledException)
        {
            _process!.Kill();
            throw new TimeoutException($"The gateway did not end within {ExitTimeout.TotalSeconds} s. It wrote:\n{Output}");
        }

        await _output.EndAsync();
        return _process.ExitCode;
    }
}
