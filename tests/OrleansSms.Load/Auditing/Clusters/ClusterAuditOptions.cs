using OrleansSms.Load.Offering;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Auditing.Clusters;

/// <summary>One audit of a cluster.</summary>
internal sealed record ClusterAuditOptions
{
    public Fault Fault { get; init; } = Fault.Kill;

    /// <summary>Which silo is killed or stands still.</summary>
    public Victim Victim { get; init; }

    /// <summary>How often it is done. Rolling goes through all silos each time.</summary>
    public int Times { get; init; } = 3;

    /// <summary>How long a silo is away, or the storage or a link.</summary>
    public TimeSpan Away { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Load before the first and behind each, so that everything is back in its place.</summary>
    public TimeSpan Between { get; init; } = TimeSpan.FromSeconds(20);

    public int Silos { get; init; } = 3;

    /// <summary>Requests a second: of single messages, and a tenth of it of batches.</summary>
    public double PerSecond { get; init; } = 200;

    public int Connections { get; init; } = 32;

    public int BatchSize { get; init; } = 50;

    public int SettleSeconds { get; init; } = 120;

    public GatewayOptions Gateway { get; init; } = new() { Binds = 3, Window = 100 };

    /// <summary>File to write the result to.</summary>
    public string? Json { get; init; }

    public static ClusterAuditOptions Read(Arguments arguments)
    {
        var fault = Enum.Parse<Fault>(arguments.Choice("fault", "kill", "stop", "partition", "storage", "rolling"), ignoreCase: true);
        var options = new ClusterAuditOptions
        {
            Fault = fault,
            Victim = Enum.Parse<Victim>(arguments.Choice("victim", "turn", "owner", "other"), ignoreCase: true),
            Times = arguments.Number("times", fault == Fault.Rolling ? 1 : 3, 1, 100),
            Away = TimeSpan.FromSeconds(arguments.Number("away", DefaultAway(fault), 1, 600)),
            Between = TimeSpan.FromSeconds(arguments.Number("between", 20, 1, 600)),
            Silos = arguments.Number("silos", 3, 2, 16),
            PerSecond = arguments.Number("rate", 200, 1, 100_000),
            Connections = arguments.Number("connections", 32, 1, 500),
            BatchSize = arguments.Number("batch-size", 50, 2, 10_000),
            SettleSeconds = arguments.Number("settle-seconds", 120, 10, 1_800),
            Gateway = GatewayOptions.Read(arguments, new GatewayOptions { Binds = 3, Window = 100 }),
            Json = arguments.Text("json"),
        };
        arguments.End();
        return options;
    }

    public IReadOnlyList<Offer> Offers() =>
    [
        new Offer(new Traffic(new TrafficOptions { Lane = 0, Idempotency = true }), Pace.For(TimeSpan.FromHours(1), PerSecond), Connections),
        new Offer(new Traffic(new TrafficOptions { Lane = 1, Size = BatchSize, Idempotency = true }), Pace.For(TimeSpan.FromHours(1), PerSecond / 10), Math.Max(2, Connections / 4)),
    ];

    private static int DefaultAway(Fault fault) => fault switch
    {
        Fault.Kill => 10,
        Fault.Storage => 20,
        _ => 30,
    };
}
