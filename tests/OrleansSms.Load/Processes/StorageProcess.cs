using System.Net;

namespace OrleansSms.Load.Processes;

/// <summary>Azure Storage's emulator, in memory: the npm package that <c>tests/peers/azurite</c> installs.</summary>
internal sealed class StorageProcess : IDisposable
{
    // Account and key are the emulator's own, the same everywhere.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan ReadyWait = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;

    private StorageProcess(ChildProcess process, string blobs, string tables) => (_process, ConnectionString) =
        (process, $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={blobs}/{Account};TableEndpoint={tables}/{Account};");

    public string ConnectionString { get; }

    public static async Task<StorageProcess> StartAsync(string directory, IPAddress host, CancellationToken cancellationToken)
    {
        var server = Path.Combine(Folder(), "server.js");
        string[] options =
        [
            "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--inMemoryPersistence",
            "--blobHost", $"{host}", "--blobPort", "0", "--queueHost", $"{host}", "--queuePort", "0", "--tableHost", $"{host}", "--tablePort", "0",
        ];
        var process = ChildProcess.Start(["node", server, .. options], [], new LogFile(Path.Combine(directory, "storage.log")));
        try
        {
            var (blobs, tables) = ("", "");
            while (blobs.Length == 0 || tables.Length == 0)
            {
                var line = await process.Output.ReadLineAsync(cancellationToken).AsTask().WaitAsync(ReadyWait, cancellationToken)
                    ?? throw new LoadException("The storage emulator did not start; run npm ci in tests/peers/azurite.");
                blobs = Listening(line, "Blob") ?? blobs;
                tables = Listening(line, "Table") ?? tables;
            }

            return new StorageProcess(process, blobs, tables);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public ProcessUse Measure() => _process.Measure();

    /// <summary>Answers nothing from now on; what was asked is done once it goes on.</summary>
    public void Pause() => _process.Pause();

    public void Resume() => _process.Resume();

    public void Dispose() => _process.Dispose();

    private static string? Listening(string line, string service)
    {
        var prefix = $"Azurite {service} service is successfully listening at ";
        return line.StartsWith(prefix, StringComparison.Ordinal) ? line[prefix.Length..].Trim() : null;
    }

    /// <summary>In the repository that this was built in.</summary>
    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var azurite = Path.Combine(folder.FullName, "tests", "peers", "azurite");
            if (Directory.Exists(azurite))
            {
                return azurite;
            }
        }

        throw new LoadException("tests/peers/azurite is not in any folder above this program.");
    }
}
