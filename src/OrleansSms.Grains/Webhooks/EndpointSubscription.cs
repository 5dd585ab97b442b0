using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Grains.Webhooks;

/// <summary>An endpoint's own choice of events.</summary>
internal sealed class EndpointSubscription : Subscription
{
    private readonly bool[] _wanted = new bool[EventTypes.All.Count + 1];
    private readonly Uri? _url;

    public EndpointSubscription(WebhookEndpointConfig config, bool allowPrivateNetworks)
        : base(config.Account, config.Secrets)
    {
        _url = UrlGuard.TryParse(config.Url, allowPrivateNetworks, out var url) ? url : null;
        foreach (var name in config.EventTypes.Count == 0 ? EventTypes.All : config.EventTypes)
        {
            // A name that this version does not know belongs to events that it does not make.
            _wanted[EventTypes.TryParse(name, out var type) ? (int)type : 0] = true;
        }
    }

    public override bool EndsWhenGone => true;

    public override int Concurrency(WebhookOptions options) => options.MaxConcurrentPosts;

    public override bool Wants(EventRecord record) => _wanted[(int)record.Event.Type];

    public override Uri? UrlOf(EventRecord record) => _url;
}
