using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Grains.Webhooks;

/// <summary>An endpoint's own choice of events.</summary>
internal sealed class EndpointSubscription : Subscription
{
    private readonly bool[] _wanted = new bool[EventTypes.All.Count + 1];
    private readonly bool _wantsUnknown;
    private readonly Uri? _url;

    public EndpointSubscription(WebhookEndpointConfig config, bool allowPrivateNetworks)
        : base(config.Account, config.Secrets)
    {
        _url = UrlGuard.TryParse(config.Url, allowPrivateNetworks, out var url) ? url : null;
        _wantsUnknown = config.EventTypes.Count == 0;
        foreach (var name in config.EventTypes.Count == 0 ? EventTypes.All : config.EventTypes)
        {
            var isKnown = EventTypes.TryParse(name, out var type);
            _wanted[(int)type] = isKnown;
            _wantsUnknown |= !isKnown;
        }
    }

    public override bool EndsWhenGone => true;

    public override int Concurrency(WebhookOptions options) => options.MaxConcurrentPosts;

    public override bool Wants(EventRecord record) => record.Event.Type.IsKnown() ? _wanted[(int)record.Event.Type] : _wantsUnknown;

    public override Uri? UrlOf(EventRecord record) => _url;
}
