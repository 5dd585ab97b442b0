using System.Collections.Frozen;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Routing;

/// <summary>Which account a number belongs to that handsets write to. One per process; read anew when an account changes, and from time to time.</summary>
internal sealed class NumberOwners(IDocumentStore documents, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private FrozenDictionary<string, string> _owners = FrozenDictionary<string, string>.Empty;
    private long _readAt;
    private volatile bool _stale = true;

    /// <summary>An account was changed by this process.</summary>
    public void Changed() => _stale = true;

    /// <summary>The account whose originator <paramref name="address"/> is, written with or without plus sign; null when it is nobody's.</summary>
    public async ValueTask<string?> FindAsync(string address)
    {
        if (_stale || time.GetElapsedTime(_readAt) > MaxAge)
        {
            await ReadAsync();
        }

        return _owners.GetValueOrDefault(address.TrimStart('+'));
    }

    private async Task ReadAsync()
    {
        _stale = false;
        var accounts = await documents.Accounts().ListAsync(null, null, DocumentStoreExtensions.MaxDocuments);
        _owners = accounts
            .Where(account => account.DefaultFrom is not null)
            .GroupBy(account => account.DefaultFrom!.TrimStart('+'), StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal);
        _readAt = time.GetTimestamp();
    }
}
