using Azure;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Storage.Azure.Documents;

/// <inheritdoc/>
/// <remarks>Straight to the table from any silo: a kind is a partition, and its keys sort as ids do.</remarks>
internal sealed class AzureDocumentStore(StorageAccess access) : IDocumentStore
{
    public const string Table = "documents";

    private const string IdColumn = "Id";
    private const string OwnerColumn = "Owner";

    private readonly TableClient _table = access.Table(Table);

    /// <inheritdoc/>
    public Task<Document?> ReadAsync(string kind, string id, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        var row = await _table.FindAsync(TableKey.Of(kind), TableKey.Sorted(id), cancellationToken).ConfigureAwait(false);
        return row is null ? null : await ReadAsync(row, cancellationToken).ConfigureAwait(false);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task WriteAsync(string kind, Document document, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        var row = await RowAsync(kind, document, cancellationToken).ConfigureAwait(false);
        return await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AddAsync(string kind, Document document, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        try
        {
            var row = await RowAsync(kind, document, cancellationToken).ConfigureAwait(false);
            await _table.AddEntityAsync(row, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException error) when (error.Status == Refusal.Conflict)
        {
            return false;
        }
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string kind, string id, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        if (await _table.FindAsync(TableKey.Of(kind), TableKey.Sorted(id), cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return false;
        }

        var answer = await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken).ConfigureAwait(false);
        await row.RemoveBlobAsync(access.Container, cancellationToken).ConfigureAwait(false);
        return answer.Status != Refusal.NotFound;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Document>> ListAsync(
        string kind, string? owner, string? after, int limit, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync<IReadOnlyList<Document>>(async () =>
        {
            var filter = $"PartitionKey eq '{TableKey.Of(kind)}'"
                + (after is null ? "" : $" and RowKey gt '{TableKey.Sorted(after)}'")
                + (owner is null ? "" : " and " + TableClient.CreateQueryFilter($"Owner eq {owner}"));
            var documents = new List<Document>();
            var rows = _table.QueryAsync<TableEntity>(filter, Math.Clamp(limit, 1, TableReads.PageRows), cancellationToken: cancellationToken);
            await foreach (var row in rows.ConfigureAwait(false))
            {
                if (documents.Count == limit)
                {
                    break;
                }

                documents.Add(await ReadAsync(row, cancellationToken).ConfigureAwait(false));
            }

            return documents;
        }, cancellationToken);

    /// <summary>A document as a row.</summary>
    public Task<TableEntity> RowAsync(string kind, Document document, CancellationToken cancellationToken) =>
        new TableEntity(TableKey.Of(kind), TableKey.Sorted(document.Id)) { [IdColumn] = document.Id, [OwnerColumn] = document.Owner }
            .WithAsync(RowCodec.Pack(document.Json.ToArray()), access.Container, Table, cancellationToken);

    private async Task<Document> ReadAsync(TableEntity row, CancellationToken cancellationToken) => new(
        row.GetString(IdColumn),
        row.GetString(OwnerColumn),
        RowCodec.Unpack(await row.OctetsAsync(access.Container, cancellationToken).ConfigureAwait(false)));
}
