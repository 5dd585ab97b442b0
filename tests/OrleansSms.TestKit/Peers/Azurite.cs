using System.Diagnostics;
using System.Globalization;
using OrleansSms.Server.Startup;
using OrleansSms.TestKit.Gateway;

namespace OrleansSms.TestKit.Peers;

/// <summary>
/// Azure Storage on the loopback: the npm package azurite in a process of its own (tests/peers/azurite), its data in a folder that lives as
/// long as this object. It can be stopped and started again on the same ports with the same data.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    /// <summary>The account that every Azurite has.</summary>
    public const string AccountName = "devstoreaccount1";

    // The key is public: it is the one in Azurite's documentation.
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const string Loopback = "127.0.0.1";

    // Many times what it takes, for machines that are busy with something else.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("orleanssms-azurite-").FullName;
    private readonly ProcessOutput _output = new();
    private readonly bool _onDisk;
    private Process? _process;
    private readonly int _blobPort = FreePort.Find();
    private readonly int _tablePort = FreePort.Find();

    private Azurite(bool onDisk) => _onDisk = onDisk;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};BlobEndpoint={BlobEndpoint};TableEndpoint={TableEndpoint};";

    public Uri BlobEndpoint => new($"http://{Loopback}:{_blobPort}/{AccountName}");

    public Uri TableEndpoint => new($"http://{Loopback}:{_tablePort}/{AccountName}");

    public int ProcessId => _process!.Id;

    /// <summary>Starts it and waits until it takes requests. In memory it is faster; on disk its data outlive <see cref="StopAsync"/>.</summary>
    public static async Task<Azurite> StartAsync(bool onDisk = false)
    {
        var azurite = new Azurite(onDisk);
        try
        {
            await azurite.StartAgainAsync();
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it on the ports it had, after <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        Launch();
        using var enough = new CancellationTokenSource(StartTimeout);
        await _output.GetReadyAsync("Azurite", _process!, ListenAsync(enough.Token), enough.Token);
    }

    /// <summary>Ends it; when this completes its ports are closed and requests are refused.</summary>
    public async Task StopAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        await _output.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await StopAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Launch()
    {
        _process?.Dispose();
        _output.Restart();
        _process = PeerProcess.Launch(Path.Combine(RepositoryRoot.Path, "tests", "peers", "azurite"), Arguments());
        _output.Read(_process.StandardOutput);
        _output.Read(_process.StandardError);
    }

    // The version check is skipped because the SDK speaks a newer version of the API than Azurite knows.
    private IEnumerable<string> Arguments() =>
    [
        "--silent", "--disableTelemetry", "--skipApiVersionCheck",
        "--blobHost", Loopback, "--blobPort", Port(_blobPort),
        "--tableHost", Loopback, "--tablePort", Port(_tablePort),
        "--queueHost", Loopback, "--queuePort", Port(0),
        .. _onDisk ? (string[])["--location", _folder] : ["--inMemoryPersistence"],
    ];

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        foreach (var service in (string[])["Blob", "Table"])
        {
            await _output.WaitForAsync($"Azurite {service} service is successfully listening at ", cancellationToken);
        }
    }

    private static string Port(int port) => port.ToString(CultureInfo.InvariantCulture);
}
