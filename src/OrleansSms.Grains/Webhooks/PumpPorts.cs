using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Grains.Webhooks;

/// <summary>What every <see cref="EndpointPump"/> of the process works with.</summary>
internal sealed record PumpPorts(
    IEventLog Log,
    IWebhookStore Store,
    WebhookClient Client,
    WebhookOptions Options,
    WebhookMetrics Metrics,
    TimeProvider Time,
    ILogger<EndpointPump> Logger);
