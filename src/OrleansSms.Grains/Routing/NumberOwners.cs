using System.Collections.Frozen;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Routing;

/// <summary>Which account a number belongs to that handsets write to. One per process. Told of what was before a change, a STOP would be another account's.</summary>
internal sealed class NumberOwners(IDocumentStore documents, TimeProvider time) : DocumentView(MaxAge, time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private FrozenDictionary<string, string> _owners = FrozenDictionary<string, string>.Empty;

    /// <summary>The account whose originator <paramref name="address"/> is, written with or without plus sign; null when it is nobody's.</summary>
    public async ValueTask<string?> FindAsync(string address)
    {
        await RefreshAsync();
        return _owners.GetValueOrDefault(address.TrimStart('+'));
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var accounts = await documents.Accounts().ListAsync(null, null, DocumentStoreExtensions.MaxDocuments, cancellationToken);
        _owners = accounts
            .Where(account => account.DefaultFrom is not null)
            .GroupBy(account => account.DefaultFrom!.TrimStart('+'), StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal);
    }
}
