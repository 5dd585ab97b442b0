using System.Collections.Concurrent;
using OrleansSms.Contracts.Accounts;

namespace OrleansSms.Web.Authentication;

/// <summary>
/// Finds out whom a key stands for. Keys that were found are remembered for some seconds, so that the message path pays neither a hash nor a
/// grain call; keys that were not found never are.
/// </summary>
internal sealed class ApiKeyAuthenticator(IGrainFactory grains, IApiKeyHasher hasher, TimeProvider time)
{
    /// <summary>How long another process may go on honouring a key after it was revoked.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    /// <summary>Keys remembered: some 200 bytes each. One more, and all are looked up again.</summary>
    public const int MaxKeys = 10_000;

    /// <summary>Longest key that is looked up: ours have 46 characters, an operator may choose their own.</summary>
    public const int MaxKeyChars = 512;

    private readonly ConcurrentDictionary<string, Entry> _known = new(StringComparer.Ordinal);
    private int _generation;

    public ValueTask<Principal?> AuthenticateAsync(ReadOnlySpan<char> key)
    {
        if (_known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var entry) && time.GetTimestamp() < entry.ValidUntil)
        {
            return new ValueTask<Principal?>(entry.Principal);
        }

        return key.Length is 0 or > MaxKeyChars ? new ValueTask<Principal?>((Principal?)null) : LookUpAsync(key.ToString());
    }

    /// <summary>Forgets what is remembered of an account's keys, or of one key: at once, not when its time is over.</summary>
    public void Forget(string account, string? keyId = null)
    {
        Interlocked.Increment(ref _generation);
        foreach (var (key, entry) in _known)
        {
            if (entry.Principal.Account == account && (keyId is null || entry.Principal.Key == keyId))
            {
                _known.TryRemove(key, out _);
            }
        }
    }

    private async ValueTask<Principal?> LookUpAsync(string key)
    {
        var generation = Volatile.Read(ref _generation);
        var principal = await grains.GetGrain<IApiKeyGrain>(hasher.Hash(key)).AuthenticateAsync();
        if (principal is null)
        {
            _known.TryRemove(key, out _);
            return null;
        }

        if (_known.Count >= MaxKeys)
        {
            _known.Clear();
        }

        // An answer from before a revocation must not outlive it.
        if (generation == Volatile.Read(ref _generation))
        {
            _known[key] = new Entry(principal, time.GetTimestamp() + (long)(MaxAge.TotalSeconds * time.TimestampFrequency));
        }

        return principal;
    }

    private sealed record Entry(Principal Principal, long ValidUntil);
}
