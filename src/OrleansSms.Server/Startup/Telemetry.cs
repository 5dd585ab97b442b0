using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OrleansSms.Grains.Telemetry;

namespace OrleansSms.Server.Startup;

/// <summary>Metrics for <c>/metrics</c>, and traces where an OTLP endpoint is configured.</summary>
internal static class Telemetry
{
    /// <summary>Share of requests that are traced: tracing every call costs a third of the throughput.</summary>
    private const double SampledShare = 0.01;

    /// <summary>Where traces go; without it nothing is traced.</summary>
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("orleanssms"))
            .WithMetrics(metrics => metrics
            .AddMeter(GatewayMetrics.Name, "OrleansSms.Storage", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());
        if (builder.Configuration[OtlpEndpoint] is not null)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(GatewayMetrics.Name, "Microsoft.Orleans.Application")
                .AddAspNetCoreInstrumentation()
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(SampledShare)))
                .AddOtlpExporter());
        }
    }
}
