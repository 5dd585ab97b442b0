namespace OrleansSms.Storage.Documents;

/// <summary>Configuration as JSON documents: accounts, keys, carriers, routes, endpoints. Small, rarely written, read at activation.</summary>
public interface IDocumentStore
{
    /// <summary>One document; null when there is none.</summary>
    Task<Document?> ReadAsync(string kind, string id, CancellationToken cancellationToken = default);

    /// <summary>Writes a document whatever was there; durable when it completes.</summary>
    Task WriteAsync(string kind, Document document, CancellationToken cancellationToken = default);

    /// <summary>Writes a document only if there is none of that id; false when there is.</summary>
    Task<bool> AddAsync(string kind, Document document, CancellationToken cancellationToken = default);

    /// <summary>Removes a document; false when there was none.</summary>
    Task<bool> DeleteAsync(string kind, string id, CancellationToken cancellationToken = default);

    /// <summary>Documents of a kind, and of an owner unless null, with ids greater than <paramref name="after"/>, in the order of ids.</summary>
    Task<IReadOnlyList<Document>> ListAsync(string kind, string? owner, string? after, int limit, CancellationToken cancellationToken = default);
}

/// <summary>A document.</summary>
/// <param name="Id">Unique within its kind.</param>
/// <param name="Owner">The account it belongs to, or empty.</param>
/// <param name="Json">UTF-8 JSON; at most 1 MiB.</param>
public sealed record Document(string Id, string Owner, ReadOnlyMemory<byte> Json);
