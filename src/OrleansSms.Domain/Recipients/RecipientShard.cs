namespace OrleansSms.Domain.Recipients;

/// <summary>Which shard a recipient belongs to. Every process must agree on it, so neither the number nor the hash may change while a cluster runs.</summary>
public static class RecipientShard
{
    /// <summary>Shards: enough to keep the cores of a large cluster busy, few enough that a page of a thousand messages makes less than a fifth of the calls.</summary>
    public const int Count = 128;

    /// <summary>The shard of a number, 0 to <see cref="Count"/> - 1.</summary>
    public static int Of(Msisdn recipient) => (int)((ulong)(recipient.Digits * unchecked((long)0x9E3779B97F4A7C15)) >> 57);
}
