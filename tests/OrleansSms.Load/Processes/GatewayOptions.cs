using System.Net;

namespace OrleansSms.Load.Processes;

/// <summary>How the gateway is started.</summary>
internal sealed record GatewayOptions
{
    private const string Assembly = "OrleansSms.Server.dll";

    public int Binds { get; init; } = 2;

    public int Window { get; init; } = 500;

    /// <summary>Segments a second; 0 = no limit.</summary>
    public int Tps { get; init; }

    /// <summary>The folder of a build.</summary>
    public string Build { get; init; } = BuiltBeside;

    public string Server => Path.Combine(Build, Assembly);

    /// <summary>More environment, such as settings of the runtime.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>What its log and its data are called.</summary>
    public string Name { get; init; } = "gateway";

    /// <summary>Where it listens.</summary>
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>Where other silos reach it; 0 = there are none.</summary>
    public int SiloPort { get; init; }

    /// <summary>Where the carrier is for it.</summary>
    public IPAddress CarrierHost { get; init; } = IPAddress.Loopback;

    /// <summary>What its command line begins with, such as the network that it runs in.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Where its data lies; null = a folder of this run.</summary>
    public string? Data { get; init; }

    /// <summary>Leaves the folder of the run behind.</summary>
    public bool Keep { get; init; }

    // artifacts/bin/<project>/<configuration>/
    private static string BuiltBeside
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(own.Parent!.Parent!.FullName, "OrleansSms.Server", own.Name);
        }
    }

    /// <param name="arguments">Options that are not given keep what <paramref name="defaults"/> says.</param>
    /// <param name="defaults">What the measurement wants.</param>
    public static GatewayOptions Read(Arguments arguments, GatewayOptions defaults) => defaults with
    {
        Binds = arguments.Number("binds", defaults.Binds, 1, 64),
        Window = arguments.Number("window", defaults.Window, 1, 10_000),
        Tps = arguments.Number("tps", defaults.Tps, 0, 1_000_000),
        Environment = [.. defaults.Environment, .. (arguments.Text("gateway-env") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Pair)],
        Build = arguments.Text("gateway") is { } build ? BuildAt(build) : defaults.Build,
        Keep = arguments.Flag("keep"),
    };

    /// <summary>The same with a folder of data files for decisions.</summary>
    public GatewayOptions With(string? dataFiles) => dataFiles is null
        ? this
        : this with { Environment = [.. Environment, new("OrleansSms__Compliance__DataDirectory", dataFiles)] };

    /// <summary>The folder, if there is a gateway in it.</summary>
    public static string BuildAt(string folder) =>
        File.Exists(Path.Combine(folder, Assembly)) ? Path.GetFullPath(folder) : throw new UsageException($"There is no {Assembly} in {folder}.");

    private static KeyValuePair<string, string> Pair(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? new(text[..at], text[(at + 1)..]) : throw new UsageException("--gateway-env is NAME=VALUE.");
    }
}
