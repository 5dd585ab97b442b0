using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using OrleansSms.Domain.Carriers;
using OrleansSms.Smpp.Receipts;

namespace OrleansSms.Grains.Telemetry;

/// <summary>What the message path counts. Meter <c>OrleansSms</c>. Tags are made once: several are told for every segment.</summary>
public sealed class GatewayMetrics : IDisposable
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "OrleansSms";

    /// <summary>Traces of the message path.</summary>
    public static readonly ActivitySource Traces = new(Name);

    private const string Carrier = "carrier";

    private static readonly string[] Lanes = ["authentication", "transactional", "marketing"];
    private static readonly KeyValuePair<string, object?>[] Categories = [.. Lanes.Select(lane => new KeyValuePair<string, object?>("category", lane))];
    private static readonly KeyValuePair<string, object?>[] Statuses = Tags<MessageStatus>("status");
    private static readonly KeyValuePair<string, object?>[] Outcomes = Tags<SubmitOutcome>("outcome");
    private static readonly KeyValuePair<string, object?>[] ReceiptStates = Tags<ReceiptState>("state");
    private static readonly KeyValuePair<string, object?>[] Holds = Tags<BindHold>("by");
    private static readonly KeyValuePair<string, object?> UnknownMessage = new("state", "unknown_message");

    private readonly Meter _meter = new(Name);
    private readonly ConcurrentDictionary<BindKey, BindState> _binds = new();
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _statuses;
    private readonly Counter<long> _submits;
    private readonly Counter<long> _receipts;
    private readonly Counter<long> _inbound;
    private readonly Histogram<double> _acceptTime;
    private readonly Histogram<double> _submitLatency;
    private readonly Histogram<double> _responseTime;
    private readonly Histogram<double> _receiptLatency;

    /// <summary>Registers every instrument.</summary>
    public GatewayMetrics()
    {
        _accepted = _meter.CreateCounter<long>("orleanssms.messages.accepted", "{message}", "Messages made durable and answered with 202.");
        _refused = _meter.CreateCounter<long>("orleanssms.requests.refused", "{request}", "Requests that were not accepted, by verdict.");
        _statuses = _meter.CreateCounter<long>("orleanssms.messages.status", "{message}", "Messages that reached a status.");
        _submits = _meter.CreateCounter<long>("orleanssms.submits", "{segment}", "Answers to submit_sm by command_status.");
        _receipts = _meter.CreateCounter<long>("orleanssms.receipts", "{receipt}", "Delivery receipts by state; unknown = for a message that nobody knows.");
        _inbound = _meter.CreateCounter<long>("orleanssms.inbound", "{message}", "Messages received from handsets.");
        _acceptTime = _meter.CreateHistogram<double>("orleanssms.accept.duration", "s", "From the request to durable.");
        _submitLatency = _meter.CreateHistogram<double>("orleanssms.submit.latency", "s", "From durable to submit_sm, by lane.");
        _responseTime = _meter.CreateHistogram<double>("orleanssms.submit.response", "s", "From submit_sm to its answer.");
        _receiptLatency = _meter.CreateHistogram<double>("orleanssms.receipt.latency", "s", "From accepted to the final receipt.");
        _meter.CreateObservableGauge("orleanssms.queue.depth", () => PerLane(state => state.Queued), "{message}", "Messages waiting in memory by bind and lane.");
        _meter.CreateObservableGauge("orleanssms.queue.age", () => PerLane(state => state.OldestSeconds), "s", "Age of the oldest waiting message by bind and lane.");
        _meter.CreateObservableGauge("orleanssms.window.used", () => PerBind(state => state.WindowUsed), "{segment}", "Unanswered submit_sm by bind.");
        _meter.CreateObservableGauge("orleanssms.bind.up", () => PerBind(state => state.Bound ? 1 : 0), "{bind}", "1 while bound.");
        _meter.CreateObservableGauge("orleanssms.bind.tps", () => PerBind(state => state.EffectiveTps), "{segment}/s", "Effective TPS; 0 = no limit.");
        _meter.CreateObservableGauge("orleanssms.bind.held", PerHold, "{bind}", "1 while this keeps what waits from being sent faster.");
    }

    /// <summary>Messages were accepted.</summary>
    public void Accepted(MessageCategory category, int count, TimeSpan elapsed)
    {
        var lane = Categories[(int)category];
        _accepted.Add(count, lane);
        _acceptTime.Record(elapsed.TotalSeconds, lane);
    }

    /// <summary>A request was refused.</summary>
    public void Refused(string verdict) => _refused.Add(1, new KeyValuePair<string, object?>("verdict", verdict));

    /// <summary>A message moved from one status to another, or stayed.</summary>
    public void Reached(MessageStatus before, MessageStatus after)
    {
        if (after != before)
        {
            _statuses.Add(1, Statuses[(int)after]);
        }
    }

    /// <summary>A segment went out.</summary>
    public void Sent(MessageCategory category, double latencySeconds) => _submitLatency.Record(latencySeconds, Categories[(int)category]);

    /// <summary>A submit_sm was answered.</summary>
    public void Answered(string carrier, SubmitOutcome outcome, double seconds)
    {
        var tag = new KeyValuePair<string, object?>(Carrier, carrier);
        _submits.Add(1, tag, Outcomes[(int)outcome]);
        _responseTime.Record(seconds, tag);
    }

    /// <summary>Traces the exchange with the carrier that has just ended, where somebody listens. The message's id ties it to the request's trace.</summary>
    public static void TraceExchange<TOutcome>(string name, MessageId message, BindKey bind, TOutcome outcome, long beganMicros)
        where TOutcome : struct, Enum
    {
        if (!Traces.HasListeners())
        {
            return;
        }

        using var activity = Traces.StartActivity(ActivityKind.Client, startTime: UnixMicros.ToTime(beganMicros), name: name);
        activity?.SetTag("orleanssms.message", message.ToString());
        activity?.SetTag("orleanssms.bind", bind.ToString());
        activity?.SetTag("orleanssms.outcome", outcome.ToString());
    }

    /// <summary>A receipt arrived.</summary>
    public void Receipt(string carrier, ReceiptState state) => _receipts.Add(1, new(Carrier, carrier), ReceiptStates[(int)state]);

    /// <summary>A receipt never found its message.</summary>
    public void UnknownReceipt(string carrier) => _receipts.Add(1, new(Carrier, carrier), UnknownMessage);

    /// <summary>A message ended by its receipt, so long after it was accepted.</summary>
    public void ReceiptLatency(double seconds) => _receiptLatency.Record(seconds);

    /// <summary>A handset's message arrived.</summary>
    public void Inbound(string carrier) => _inbound.Add(1, new KeyValuePair<string, object?>(Carrier, carrier));

    /// <summary>How a bind is doing; null when it is gone.</summary>
    public void Bind(BindKey bind, BindState? state)
    {
        if (state is null)
        {
            _binds.TryRemove(bind, out _);
        }
        else
        {
            _binds[bind] = state;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>A tag for each value of an enumeration whose values are 0, 1, 2 and so on.</summary>
    private static KeyValuePair<string, object?>[] Tags<T>(string name)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new KeyValuePair<string, object?>(name, value.ToString()))];

    private IEnumerable<Measurement<double>> PerBind(Func<BindState, double> value) =>
        _binds.Select(bind => new Measurement<double>(value(bind.Value), new KeyValuePair<string, object?>("bind", bind.Key.ToString())));

    private IEnumerable<Measurement<double>> PerHold() =>
        _binds.SelectMany(bind => Holds.Select((by, hold) => new Measurement<double>(
            bind.Value.HeldBy == (BindHold)hold ? 1 : 0, new("bind", bind.Key.ToString()), by)));

    private IEnumerable<Measurement<double>> PerLane<T>(Func<BindState, IReadOnlyList<T>> values)
        where T : IConvertible =>
        _binds.SelectMany(bind => values(bind.Value).Select((value, lane) => new Measurement<double>(
            value.ToDouble(null), new("bind", bind.Key.ToString()), new("lane", Lanes[lane]))));
}
