using OrleansSms.Load.Offering;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Auditing;

/// <summary>One crash audit.</summary>
internal sealed record AuditOptions
{
    /// <summary>A held message ends with its validity: short enough to wait for.</summary>
    private const string ShortValidity = "PT30S";

    /// <summary>Connections with single messages for one with batches.</summary>
    private const int SinglesPerBatch = 4;

    public int Kills { get; init; } = 10;

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

    public static AuditOptions Read(Arguments arguments)
    {
        var holds = arguments.Choice("on-uncertain", "resend", "hold") == "hold";
        var options = new AuditOptions
        {
            Kills = arguments.Number("kills", 10, 1, 100),
            SecondsBetween = arguments.Range("seconds-between", 2, 5),
            Connections = arguments.Number("connections", 32, 1, 500),
            BatchSize = arguments.Number("batch-size", 200, 2, 10_000),
            MaxMessages = arguments.Number("max-messages", 1_000_000, 1, 4_000_000),
            SettleSeconds = arguments.Number("settle-seconds", 180, 10, 1_800),
            Seed = arguments.Number("seed", 1, 0, int.MaxValue),
            Category = holds ? "marketing" : arguments.Choice("category", "transactional", "marketing", "authentication"),
            Gateway = GatewayOptions.Read(arguments, new GatewayOptions()),
        };
        arguments.End();
        return options;
    }

    /// <summary>Single messages and batches at once, as fast as they are answered, half of the messages each at most.</summary>
    public IReadOnlyList<Offer> Offers() =>
    [
        new Offer(new Traffic(Kind(lane: 0, size: 1)), Pace.Of(MaxMessages / 2), Connections),
        new Offer(new Traffic(Kind(lane: 1, size: BatchSize)), Pace.Of(Math.Max(1, MaxMessages / 2 / BatchSize)), Math.Max(1, Connections / SinglesPerBatch)),
    ];

    private TrafficOptions Kind(int lane, int size) => new()
    {
        Lane = lane,
        Size = size,
        Category = Category,
        Validity = Holds ? ShortValidity : null,
        Idempotency = true,
    };
}
