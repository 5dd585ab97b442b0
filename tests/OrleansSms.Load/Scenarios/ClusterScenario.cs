using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>
/// Silos over one storage account, each asked by a part of the clients: what they take together, what a message costs them, how many requests to the account it is worth, and how
/// much goes from silo to silo. The emulator of the account is on the same machine.
/// </summary>
internal sealed class ClusterScenario(int silos, int size, int recipients, int connections, double perSecond) : IScenario
{
    /// <summary>Rows of messages that have ended are written within 15 s: what they cost belongs to them.</summary>
    private static readonly TimeSpan RowsWritten = TimeSpan.FromSeconds(20);

    private const double Thousand = 1_000;
    private const double Percent = 100;

    public StageSettings Settings => new()
    {
        Gateway = new() { Binds = 6, Window = 500 },
        Silos = silos,
        Lasts = TimeSpan.FromSeconds(30),
    };

    public IReadOnlyList<Target> Targets =>
        [Target.AtLeast("messages_per_second", 3_000, 5_000), Target.AtMost("requests_per_1000", 120, 60)];

    public static ClusterScenario Read(Arguments arguments) => new(
        arguments.Number("silos", 3, 1, 16),
        arguments.Number("batch-size", 100, 1, 10_000),
        arguments.Number("recipients", 100_000, 2, 5_000_000),
        arguments.Number("connections", 24, 1, 500),
        arguments.Number("rate", 0, 0, 100_000));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var traffic = new Traffic(new TrafficOptions { Size = size, Recipients = recipients });
        await stage.WarmUpAsync([new Client(traffic, connections, perSecond)], cancellationToken);
        await Task.Delay(RowsWritten, cancellationToken);

        var (before, storage) = (await GridCounts.TakeAsync(stage, cancellationToken), stage.Grid.Storage.Measure());
        var measured = await Measured.RunAsync(stage, [new Offer(traffic, Pace.For(stage.Settings.Lasts, perSecond), connections)], cancellationToken);
        await Task.Delay(RowsWritten, cancellationToken);
        var used = (await GridCounts.TakeAsync(stage, cancellationToken)).Since(before);

        var figures = new FigureList();
        measured.AddRates(figures);
        figures.Add("http", measured.Drives[0].Latency.Summarize()).Add("to_carrier", measured.ToCarrier(traffic));
        measured.AddCost(figures);
        return figures.Add("storage_cpu", (stage.Grid.Storage.Measure().Cpu - storage.Cpu).TotalMicroseconds / measured.Messages, "µs a message")
            .Add("requests_per_1000", Thousand * used.StorageRequests / measured.Messages, "to the storage account")
            .Add("calls_between_silos", used.MessagesBetweenSilos / measured.Messages, "a message")
            .Add("share_of_calls_between_silos", Percent * used.MessagesBetweenSilos / Math.Max(1, used.MessagesBetweenSilos + used.MessagesWithinSilos), "%")
            .Add("ready", stage.Ready.TotalSeconds, "s");
    }
}
