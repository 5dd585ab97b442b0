using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Grains.Webhooks;

/// <summary>The events of messages that name a callback_url: held, scheduled, sent and how they ended.</summary>
internal sealed class CallbackSubscription(string account, IReadOnlyList<string> secrets, bool allowPrivateNetworks) : Subscription(account, secrets)
{
    /// <summary>URLs whose parsed form is kept: an account has a few, unless it puts an id into each.</summary>
    private const int MaxKeptUrls = 1_000;

    private readonly Dictionary<string, Uri?> _urls = new(StringComparer.Ordinal);

    public override bool EndsWhenGone => false;

    public override int Concurrency(WebhookOptions options) => options.MaxConcurrentCallbacks;

    public override bool Wants(EventRecord record) => record.Message?.Message.CallbackUrl is not null && (IsReported(record.Event.Type) || !record.Event.Type.IsKnown());

    public override Uri? UrlOf(EventRecord record)
    {
        if (record.Message?.Message.CallbackUrl is not { } text)
        {
            return null;
        }

        if (!_urls.TryGetValue(text, out var url))
        {
            if (_urls.Count >= MaxKeptUrls)
            {
                _urls.Clear();
            }

            url = UrlGuard.TryParse(text, allowPrivateNetworks, out var parsed) ? parsed : null;
            _urls[text] = url;
        }

        return url;
    }

    private static bool IsReported(EventType type) =>
        type is EventType.MessageScheduled or EventType.MessageHeld or (>= EventType.MessageSent and <= EventType.MessageSuppressed);
}
