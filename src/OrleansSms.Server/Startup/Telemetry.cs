using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OrleansSms.Grains.Telemetry;

namespace OrleansSms.Server.Startup;

/// <summary>Metrics for <c>/metrics</c>; where an OTLP endpoint is configured, metrics and traces to it.</summary>
internal static class Telemetry
{
    /// <summary>Share of requests that are traced: tracing every call costs a third of the throughput.</summary>
    private const double SampledShare = 0.01;

    /// <summary>Where metrics and traces go; without it nothing is traced.</summary>
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Bounds of what is measured in seconds, from a commit to a receipt. The default ones are meant for milliseconds: everything would lie below the first.</summary>
    private static readonly double[] SecondsOfTime = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200];

    private const string Orleans = "Microsoft.Orleans";

    /// <summary>For the silo's instruments, a hundred and more: each has its room from the start, and by the default of 2,000 series it would be 25 MB.</summary>
    private static readonly MetricStreamConfiguration FewSeries = new() { CardinalityLimit = 200 };

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("orleanssms"))
            .WithMetrics(metrics => metrics
            .AddMeter(GatewayMetrics.Name, "OrleansSms.Storage", Orleans, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            .AddView(static instrument => instrument.Meter.Name == Orleans ? FewSeries : IsTimeOfOurs(instrument) ? new ExplicitBucketHistogramConfiguration { Boundaries = SecondsOfTime } : null)
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());
        if (builder.Configuration[OtlpEndpoint] is not null)
        {
            telemetry.WithMetrics(static metrics => metrics.AddOtlpExporter());
            telemetry.WithTracing(traces => traces
                .AddSource(GatewayMetrics.Name, "Microsoft.Orleans.Application")
                .AddAspNetCoreInstrumentation()
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(SampledShare)))
                .AddOtlpExporter());
        }
    }

    private static bool IsTimeOfOurs(Instrument instrument) =>
        instrument.Unit == "s" && instrument.GetType().GetGenericTypeDefinition() == typeof(Histogram<>) && instrument.Name.StartsWith("orleanssms.", StringComparison.Ordinal);
}
