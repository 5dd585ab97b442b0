using OrleansSms.Load.Driving;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Auditing;

/// <summary>One crash audit.</summary>
internal sealed record AuditOptions
{
    /// <summary>A held message ends with its validity: short enough to wait for.</summary>
    private const string ShortValidity = "PT30S";

    public int Kills { get; init; } = 5;

    /// <summary>How long the gateway takes load before it is killed.</summary>
    public (double From, double To) SecondsBetween { get; init; } = (2, 5);

    public int Connections { get; init; } = 32;

    /// <summary>The load ends there.</summary>
    public int MaxMessages { get; init; } = 1_000_000;

    public int SettleSeconds { get; init; } = 180;

    public int Seed { get; init; } = 1;

    public string Category { get; init; } = "transactional";

    public int BatchSize { get; init; } = 200;

    public GatewayOptions Gateway { get; init; } = new();

    /// <summary>Marketing is held when nobody knows whether it went, and never sent twice.</summary>
    public bool Holds => Category == "marketing";

    public WorkloadOptions Workload => new()
    {
        BatchEvery = 8,
        BatchSize = BatchSize,
        Recipients = 100_000,
        Category = Category,
        Validity = Holds ? ShortValidity : null,
        Idempotency = true,
    };

    public static AuditOptions Read(Arguments arguments)
    {
        var options = new AuditOptions
        {
            Kills = arguments.Number("kills", 5, 1, 100),
            SecondsBetween = arguments.Range("seconds-between", 2, 5),
            Connections = arguments.Number("connections", 32, 1, 500),
            BatchSize = arguments.Number("batch-size", 200, 1, 10_000),
            MaxMessages = arguments.Number("max-messages", 1_000_000, 1, 4_000_000),
            SettleSeconds = arguments.Number("settle-seconds", 180, 10, 1_800),
            Seed = arguments.Number("seed", 1, 0, int.MaxValue),
            Category = arguments.Choice("category", "transactional", "marketing", "authentication"),
            Gateway = GatewayOptions.Read(arguments),
        };
        arguments.End();
        return options;
    }
}
