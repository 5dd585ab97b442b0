using System.Text.Json;

namespace OrleansSms.TestKit.Peers;

/// <summary>The schemas of Kubernetes' objects, as the npm package kubernetes-models has them.</summary>
public static class KubernetesSchemas
{
    // Only what is stuck takes this long.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "peers", "kubernetes");

    /// <summary>Checks manifests in YAML; answers kind and name of each with what is wrong, null where nothing is.</summary>
    public static async Task<IReadOnlyList<(string Manifest, string? Error)>> CheckAsync(string yaml)
    {
        using var process = PeerProcess.Launch(Folder, []);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(yaml);
        process.StandardInput.Close();
        var lines = (await output.WaitAsync(Limit)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? [.. lines.Select(Parse)] : throw new InvalidOperationException($"The manifests cannot be read: {await errors}");
    }

    private static (string Manifest, string? Error) Parse(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        return (json.GetProperty("manifest").GetString()!, json.GetProperty("error").GetString());
    }
}
