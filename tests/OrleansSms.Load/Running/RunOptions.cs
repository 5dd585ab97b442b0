using OrleansSms.Load.Driving;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Running;

/// <summary>One measurement.</summary>
internal sealed record RunOptions
{
    public bool IsBatch { get; init; }

    /// <summary>Messages to measure.</summary>
    public int Count { get; init; } = 60_000;

    public int Connections { get; init; } = 128;

    /// <summary>Requests a second; 0 = as fast as the answers come.</summary>
    public int Rate { get; init; }

    public int WarmupSeconds { get; init; } = 15;

    public bool Receipts { get; init; } = true;

    public WorkloadOptions Workload { get; init; } = new();

    public GatewayOptions Gateway { get; init; } = new();

    public static RunOptions Read(Arguments arguments)
    {
        var isBatch = arguments.Word("single", "batch") == "batch";
        var cold = arguments.Flag("cold");
        var batchSize = arguments.Number("batch-size", 1_000, 1, 10_000);
        var recipients = arguments.Number("recipients", 100_000, batchSize, 5_000_000);
        var options = new RunOptions
        {
            IsBatch = isBatch,
            Count = arguments.Number("count", 60_000, 1, 5_000_000),
            Connections = arguments.Number("connections", isBatch ? 16 : 128, 1, 500),
            Rate = arguments.Number("rate", 0, 0, 200_000),
            WarmupSeconds = arguments.Number("warmup-seconds", 15, 0, 120),
            Receipts = !arguments.Flag("no-receipts"),
            Workload = new WorkloadOptions
            {
                BatchEvery = isBatch ? 1 : 0,
                BatchSize = batchSize,
                Recipients = cold ? 0 : recipients,
                Category = arguments.Choice("category", "transactional", "marketing", "authentication"),
                Idempotency = arguments.Flag("idempotency"),
            },
            Gateway = GatewayOptions.Read(arguments),
        };
        arguments.End();
        return options;
    }
}
