using System.Text.Json;
using OrleansSms.Simulator;

namespace OrleansSms.Load.Carrier;

/// <summary>
/// The carrier as a process of its own, told by lines on standard input: <c>stats</c>, <c>mark</c>, <c>dump FILE</c>. It ends when its input does, so it never
/// outlives who started it.
/// </summary>
internal static class CarrierCommand
{
    /// <summary>Later than any run is long.</summary>
    private static readonly TimeSpan Never = TimeSpan.FromHours(6);

    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(5);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var receipts = !arguments.Flag("no-receipts");
        arguments.End();
        var log = new SubmitLog();
        await using var carrier = new CarrierSimulator(
            new SimulatorOptions
            {
                Accepted = log.Add,
                MagicRecipients = false,
                DeliverWindow = 1_000,
                MaxDeliverAttempts = int.MaxValue,
                MaxPendingReceipts = int.MaxValue,
                DlrDelay = receipts ? TimeSpan.Zero : Never,
            },
            TimeProvider.System);
        await carrier.StartAsync();
        using var watch = new ReceiptWatch(carrier, Resolution);
        await Console.Out.WriteLineAsync($"ready {carrier.Port}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            await Console.Out.WriteLineAsync(await AnswerAsync(line, carrier, log, watch));
        }

        return 0;
    }

    private static async Task<string> AnswerAsync(string line, CarrierSimulator carrier, SubmitLog log, ReceiptWatch watch)
    {
        switch (line.Split(' ', 2))
        {
            case ["stats"]:
                return JsonSerializer.Serialize(new CarrierStats
                {
                    Accepted = carrier.Counters.Accepted,
                    Refused = carrier.Counters.Refused,
                    ReceiptsTaken = carrier.Counters.DeliversTaken,
                    LastSubmitAt = log.LastAt,
                    LastReceiptAt = watch.LastAt,
                    Unrecorded = log.Unrecorded,
                    Latency = log.Latency,
                });
            case ["mark"]:
                log.Mark();
                return "ok";
            case ["dump", var path]:
                await log.WriteAsync(path);
                return "ok";
            default:
                return "unknown";
        }
    }
}
