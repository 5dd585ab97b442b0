using OrleansSms.Grains.Timing;

namespace OrleansSms.Grains.Webhooks;

/// <summary>What the parts of one <see cref="EndpointPump"/> share.</summary>
/// <param name="key">The endpoint's key in the store.</param>
/// <param name="subscription">What is posted where.</param>
/// <param name="ports">What it works with.</param>
internal sealed partial class PumpContext(string key, Subscription subscription, PumpPorts ports) : IDisposable
{
    private readonly int _lowWater = subscription.Concurrency(ports.Options);

    public string Key => key;

    public Subscription Subscription => subscription;

    public PumpPorts Ports => ports;

    public WebhookOptions Options => ports.Options;

    public ProgressLedger Ledger { get; } = new(ports.Store, key);

    public Pulse Pulse { get; } = new(ports.Time);

    public DeliveryQueue Queue => field ??= new DeliveryQueue(Ledger, ports.Options);

    /// <summary>Unix microseconds.</summary>
    public long Now => ports.Time.GetUnixMicros();

    /// <summary>When progress is to be written, in Unix microseconds.</summary>
    public long FlushAt { get; private set; } = long.MaxValue;

    /// <summary>Whether so little is ready that the slots may soon have nothing to post.</summary>
    public bool IsLow => Queue.Ready < _lowWater;

    /// <summary>Progress is to be written within this time.</summary>
    public void FlushWithin(TimeSpan interval)
    {
        var at = Now + UnixMicros.From(interval);
        if (at < FlushAt)
        {
            FlushAt = at;
            Pulse.Set();
        }
    }

    /// <summary>Progress is being written.</summary>
    public void Flushing() => FlushAt = long.MaxValue;

    /// <summary>The store refused: whatever was asked of it is asked again.</summary>
    public void StoreRefused(StoreUnavailableException error) => LogStoreRefused(ports.Logger, error, key);

    public void Dispose() => Pulse.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Endpoint}: the store refused; delivery goes on when it takes part again.")]
    private static partial void LogStoreRefused(ILogger logger, Exception error, string endpoint);
}
