using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Documents;

/// <summary>One kind of document, typed.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="kind">Their kind, see <see cref="DocumentKinds"/>.</param>
/// <param name="type">How they are written.</param>
internal sealed class Documents<T>(IDocumentStore store, string kind, JsonTypeInfo<T> type)
    where T : class
{
    /// <summary>Documents removed at once: the embedded store removes them with one commit, and a cluster's with as many requests at a time.</summary>
    private const int RemovedAtOnce = 100;

    public async Task<T?> ReadAsync(string id, CancellationToken cancellationToken = default) =>
        await store.ReadAsync(kind, id, cancellationToken) is { } document ? Parse(document) : null;

    public Task WriteAsync(string id, string owner, T value, CancellationToken cancellationToken = default) =>
        store.WriteAsync(kind, Write(id, owner, value), cancellationToken);

    /// <summary>Writes it only if there is none of that id; false when there is.</summary>
    public Task<bool> AddAsync(string id, string owner, T value, CancellationToken cancellationToken = default) =>
        store.AddAsync(kind, Write(id, owner, value), cancellationToken);

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken = default) => store.DeleteAsync(kind, id, cancellationToken);

    public async Task<IReadOnlyList<T>> ListAsync(string? owner, string? after, int limit, CancellationToken cancellationToken = default)
    {
        var documents = await store.ListAsync(kind, owner, after, limit, cancellationToken);
        return [.. documents.Select(Parse)];
    }

    /// <summary>All of an owner with their ids, in the order of those, some read at a time.</summary>
    /// <param name="owner">Whose; null = everybody's.</param>
    /// <param name="pageSize">How many are read at a time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<(string Id, T Value)> ReadAllAsync(string? owner, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Document> page;
        string? after = null;
        do
        {
            page = await store.ListAsync(kind, owner, after, pageSize, cancellationToken);
            foreach (var document in page)
            {
                yield return (document.Id, Parse(document));
            }

            after = page.Count == 0 ? after : page[^1].Id;
        }
        while (page.Count == pageSize);
    }

    /// <summary>Removes all of an owner.</summary>
    public async Task DeleteAllAsync(string owner, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Document> page;
        string? after = null;
        do
        {
            page = await store.ListAsync(kind, owner, after, RemovedAtOnce, cancellationToken);
            await Task.WhenAll(page.Select(document => store.DeleteAsync(kind, document.Id, cancellationToken)));
            after = page.Count == 0 ? after : page[^1].Id;
        }
        while (page.Count == RemovedAtOnce);
    }

    private Document Write(string id, string owner, T value) => new(id, owner, JsonSerializer.SerializeToUtf8Bytes(value, type));

    private T Parse(Document document) =>
        JsonSerializer.Deserialize(document.Json.Span, type) ?? throw new InvalidOperationException($"Document {kind} {document.Id} is empty.");
}
