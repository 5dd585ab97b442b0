using System.Globalization;
using OrleansSms.Load.Carrier;
using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>Single messages at half of what the gateway can do, for long: memory and latency minute by minute must stay what they were.</summary>
internal sealed class SoakScenario(int minutes, int connections) : IScenario
{
    private const int PeakSeconds = 10;
    private const double Half = 0.5;

    public StageSettings Settings => Saturation.Settings with { Lasts = TimeSpan.FromMinutes(minutes) };

    public IReadOnlyList<Target> Targets => [Target.AtMost("resident_last_to_first", 1.2), Target.AtMost("p99_last_to_first", 1.5)];

    public static SoakScenario Read(Arguments arguments) => new(arguments.Number("minutes", 30, 1, 10_000), arguments.Number("connections", 128, 1, 500));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var traffic = new Traffic(new TrafficOptions());
        await stage.WarmUpAsync([(traffic, connections)], cancellationToken);
        var peakLasts = TimeSpan.FromSeconds(Math.Min(PeakSeconds, stage.Settings.Lasts.TotalSeconds));
        var peak = new FigureList();
        (await Measured.RunAsync(stage, [new Offer(traffic, Pace.For(peakLasts), connections)], cancellationToken)).AddRates(peak);

        var rate = peak["messages_per_second"] * Half;
        var slices = Math.Max(1, (int)Math.Round(stage.Settings.Lasts.TotalMinutes));
        var startedAt = Clock.Micros;
        var offering = stage.OfferAsync([new Offer(traffic, Pace.For(stage.Settings.Lasts, rate), connections)], cancellationToken);
        var byMinute = await WatchAsync(stage, slices, startedAt, cancellationToken);
        var drive = (await offering)[0];
        return Describe(new FigureList().Add("messages", drive.Messages).Add("rate", rate, "/s"), byMinute);
    }

    private static async Task<List<(Latency Latency, double ResidentMiB)>> WatchAsync(
        Stage stage, int slices, long startedAt, CancellationToken cancellationToken)
    {
        var length = (long)(stage.Settings.Lasts / slices).TotalMicroseconds;
        var byMinute = new List<(Latency, double)>();
        for (var slice = 1; slice <= slices; slice++)
        {
            var until = startedAt + (slice * length);
            await Task.Delay(TimeSpan.FromMicroseconds(Math.Max(0, until - Clock.Micros)), cancellationToken);
            var resident = stage.Gateway.Measure().ResidentMiB;
            byMinute.Add((Latencies.Of(await stage.TakeAsync()), resident));
        }

        return byMinute;
    }

    private static FigureList Describe(FigureList figures, List<(Latency Latency, double ResidentMiB)> byMinute)
    {
        for (var minute = 0; minute < byMinute.Count; minute++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"minute_{minute + 1:00}_");
            figures.Add(name + "p50", byMinute[minute].Latency.P50, "ms")
                .Add(name + "p99", byMinute[minute].Latency.P99, "ms")
                .Add(name + "resident", byMinute[minute].ResidentMiB, "MiB");
        }

        // A single minute is an accident: a tenth of the run, at least one.
        var some = Math.Max(1, byMinute.Count / 10);
        return figures
            .Add("resident_last_to_first", Ratio(byMinute, some, minute => minute.ResidentMiB))
            .Add("p50_last_to_first", Ratio(byMinute, some, minute => minute.Latency.P50))
            .Add("p99_last_to_first", Ratio(byMinute, some, minute => minute.Latency.P99));
    }

    private static double Ratio(
        List<(Latency Latency, double ResidentMiB)> byMinute, int some, Func<(Latency Latency, double ResidentMiB), double> of) =>
        byMinute.TakeLast(some).Average(of) / byMinute.Take(some).Average(of);
}
