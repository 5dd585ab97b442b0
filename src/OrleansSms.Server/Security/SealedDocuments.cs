using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Server.Security;

/// <summary>Documents whose secrets are sealed where they are kept, whatever the store is.</summary>
internal sealed class SealedDocuments(IDocumentStore store, DocumentSeal seal) : IDocumentStore
{
    /// <summary>What the store itself is registered under: for the keys that the seal needs, and nobody else.</summary>
    public const string Plain = "plain";

    /// <summary>Documents looked at together at the start.</summary>
    private const int Page = 500;

    public async Task<Document?> ReadAsync(string kind, string id, CancellationToken cancellationToken = default) =>
        await store.ReadAsync(kind, id, cancellationToken) is { } document ? seal.Open(kind, document) : null;

    public Task WriteAsync(string kind, Document document, CancellationToken cancellationToken = default) =>
        store.WriteAsync(kind, seal.Close(kind, document), cancellationToken);

    public Task<bool> AddAsync(string kind, Document document, CancellationToken cancellationToken = default) =>
        store.AddAsync(kind, seal.Close(kind, document), cancellationToken);

    public Task<bool> DeleteAsync(string kind, string id, CancellationToken cancellationToken = default) => store.DeleteAsync(kind, id, cancellationToken);

    public async Task<IReadOnlyList<Document>> ListAsync(
        string kind, string? owner, string? after, int limit, CancellationToken cancellationToken = default)
    {
        var documents = await store.ListAsync(kind, owner, after, limit, cancellationToken);
        return SecretMembers.ByKind.ContainsKey(kind) ? [.. documents.Select(document => seal.Open(kind, document))] : documents;
    }

    /// <summary>
    /// Seals what a version before this one has left in the clear, and makes sure that everything can be opened. Called before anything else reads or writes: what
    /// another silo changes meanwhile is read again just before it is written.
    /// </summary>
    /// <exception cref="LostKeyException">Something cannot be opened.</exception>
    public async Task SealAllAsync()
    {
        foreach (var kind in SecretMembers.ByKind.Keys)
        {
            IReadOnlyList<Document> page = [];
            do
            {
                page = await store.ListAsync(kind, null, page.Count > 0 ? page[^1].Id : null, Page);
                foreach (var document in page)
                {
                    await SealAsync(kind, document);
                }
            }
            while (page.Count == Page);
        }
    }

    private async Task SealAsync(string kind, Document listed)
    {
        if (IsClosed(kind, listed))
        {
            seal.Open(kind, listed);
        }
        else if (await store.ReadAsync(kind, listed.Id) is { } current && !IsClosed(kind, current))
        {
            await WriteAsync(kind, current);
        }
    }

    private bool IsClosed(string kind, Document document) => ReferenceEquals(seal.Close(kind, document), document);
}
