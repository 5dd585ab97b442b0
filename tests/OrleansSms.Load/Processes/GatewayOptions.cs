namespace OrleansSms.Load.Processes;

/// <summary>How the gateway is started.</summary>
internal sealed record GatewayOptions
{
    public int Binds { get; init; } = 2;

    public int Window { get; init; } = 500;

    /// <summary>Segments a second; 0 = no limit.</summary>
    public int Tps { get; init; }

    /// <summary>OrleansSms.Server.dll.</summary>
    public string Server { get; init; } = DefaultServer;

    /// <summary>More environment, such as settings of the runtime.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Leaves the data directory behind.</summary>
    public bool Keep { get; init; }

    // artifacts/bin/<project>/<configuration>/
    private static string DefaultServer
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(own.Parent!.Parent!.FullName, "OrleansSms.Server", own.Name, "OrleansSms.Server.dll");
        }
    }

    public static GatewayOptions Read(Arguments arguments)
    {
        var options = new GatewayOptions
        {
            Binds = arguments.Number("binds", 2, 1, 64),
            Window = arguments.Number("window", 500, 1, 10_000),
            Tps = arguments.Number("tps", 0, 0, 1_000_000),
            Environment = [.. (arguments.Text("gateway-env") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Pair)],
            Keep = arguments.Flag("keep"),
        };
        return arguments.Text("server") is { } server ? options with { Server = Path.GetFullPath(server) } : options;
    }

    private static KeyValuePair<string, string> Pair(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? new(text[..at], text[(at + 1)..]) : throw new UsageException("--gateway-env is NAME=VALUE.");
    }
}
