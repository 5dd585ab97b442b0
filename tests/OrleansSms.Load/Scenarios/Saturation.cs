using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>As much of one traffic as the answers let through, from the first request to the last receipt.</summary>
internal static class Saturation
{
    /// <summary>Binds of the carrier: what is measured is the gateway, not the round trip of a window.</summary>
    public const int Binds = 8;

    public static StageSettings Settings { get; } = new() { Gateway = new() { Binds = Binds, Window = 500 } };

    public static async Task<FigureList> ObserveAsync(Stage stage, Traffic traffic, int connections, CancellationToken cancellationToken)
    {
        await stage.WarmUpAsync([(traffic, connections)], cancellationToken);
        var measured = await MeasureAsync(stage, traffic, connections, cancellationToken);
        var figures = new FigureList();
        measured.AddRates(figures);
        figures.Add("http", measured.Drives[0].Latency.Summarize()).Add("to_carrier", measured.ToCarrier(traffic));
        measured.AddCost(figures);
        return figures.Add("ready", stage.Ready.TotalSeconds, "s");
    }

    public static Task<Measured> MeasureAsync(Stage stage, Traffic traffic, int connections, CancellationToken cancellationToken) =>
        Measured.RunAsync(stage, [new Offer(traffic, Pace.For(stage.Settings.Lasts), connections)], cancellationToken);
}
