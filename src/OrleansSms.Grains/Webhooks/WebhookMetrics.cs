using System.Diagnostics.Metrics;

namespace OrleansSms.Grains.Webhooks;

/// <summary>What webhook delivery counts. Meter <c>OrleansSms</c>.</summary>
internal sealed class WebhookMetrics : IDisposable
{
    private static readonly KeyValuePair<string, object?>[] Outcomes =
        [.. Enum.GetNames<PostOutcome>().Select(name => new KeyValuePair<string, object?>("outcome", System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name)))];

    private readonly Meter _meter = new("OrleansSms");
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _givenUp;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _pending;

    public WebhookMetrics()
    {
        _deliveries = _meter.CreateCounter<long>("orleanssms.webhook.deliveries", "{post}", "Posts of events by outcome.");
        _givenUp = _meter.CreateCounter<long>("orleanssms.webhook.given_up", "{event}", "Events given up after the last try.");
        _duration = _meter.CreateHistogram<double>("orleanssms.webhook.duration", "s", "From posting to the answer, by outcome.");
        _pending = _meter.CreateUpDownCounter<long>("orleanssms.webhook.pending", "{event}", "Events that failed and will be tried again, or wait behind such.");
    }

    public void Posted(PostOutcome outcome, TimeSpan elapsed)
    {
        var tag = Outcomes[(int)outcome];
        _deliveries.Add(1, tag);
        _duration.Record(elapsed.TotalSeconds, tag);
    }

    public void GivenUp() => _givenUp.Add(1);

    public void PendingChanged(int by) => _pending.Add(by);

    public void Dispose() => _meter.Dispose();
}
