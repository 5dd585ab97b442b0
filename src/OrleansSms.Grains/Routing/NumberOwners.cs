using System.Collections.Frozen;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Routing;

/// <summary>Which account a number belongs to that handsets write to. One per process; read anew when an account changes, and from time to time.</summary>
internal sealed class NumberOwners(IDocumentStore documents, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private FrozenDictionary<string, string> _owners = FrozenDictionary<string, string>.Empty;
    private Task _reading = Task.CompletedTask;
    private long _readAt;
    private bool _stale = true;

    /// <summary>An account was changed by this process.</summary>
    public void Changed()
    {
        lock (_gate)
        {
            _stale = true;
        }
    }

    /// <summary>The account whose originator <paramref name="address"/> is, written with or without plus sign; null when it is nobody's.</summary>
    public async ValueTask<string?> FindAsync(string address)
    {
        await FreshAsync();
        return _owners.GetValueOrDefault(address.TrimStart('+'));
    }

    /// <summary>Completes when what was changed before the call has been read: who comes while it is being read waits for it, too, or a STOP would be another account's.</summary>
    private Task FreshAsync()
    {
        lock (_gate)
        {
            if (_stale || (_reading.IsCompleted && time.GetElapsedTime(_readAt) > MaxAge))
            {
                _stale = false;
                _reading = ReadAsync(_reading);
            }

            return _reading;
        }
    }

    private async Task ReadAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            var accounts = await documents.Accounts().ListAsync(null, null, DocumentStoreExtensions.MaxDocuments);
            _owners = accounts
                .Where(account => account.DefaultFrom is not null)
                .GroupBy(account => account.DefaultFrom!.TrimStart('+'), StringComparer.Ordinal)
                .ToFrozenDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal);
            _readAt = time.GetTimestamp();
        }
        catch
        {
            Changed();
            throw;
        }
    }
}
