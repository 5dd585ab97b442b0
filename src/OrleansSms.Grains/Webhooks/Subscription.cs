using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Grains.Webhooks;

/// <summary>Which events of an account are posted, and where to.</summary>
internal abstract class Subscription(string account, IEnumerable<string?> secrets)
{
    public string Account { get; } = account;

    /// <summary>Keys that sign; empty = unsigned.</summary>
    public IReadOnlyList<byte[]> Keys { get; } = Decode(secrets);

    /// <summary>Whether a receiver that is gone ends the subscription, or only the one delivery.</summary>
    public abstract bool EndsWhenGone { get; }

    /// <summary>Posts under way at the same time.</summary>
    public abstract int Concurrency(WebhookOptions options);

    /// <summary>Whether an event is posted; of a type that this version does not know, whether a newer one may want to.</summary>
    public abstract bool Wants(EventRecord record);

    /// <summary>Where to post; null when that is no URL that may be posted to.</summary>
    public abstract Uri? UrlOf(EventRecord record);

    private static List<byte[]> Decode(IEnumerable<string?> secrets)
    {
        List<byte[]> keys = [];
        foreach (var secret in secrets)
        {
            if (WebhookSecret.TryDecode(secret, out var key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }
}
