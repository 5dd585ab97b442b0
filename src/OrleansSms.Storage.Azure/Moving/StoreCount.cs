using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Azure.Documents;
using OrleansSms.Storage.Azure.Erasures;
using OrleansSms.Storage.Azure.Events;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Importing;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Recipients;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.Sealing;
using OrleansSms.Storage.Azure.Segments;
using OrleansSms.Storage.Azure.Webhooks;
using OrleansSms.Storage.Moving;

namespace OrleansSms.Storage.Azure.Moving;

/// <summary>Counts what the tables and the container hold.</summary>
internal sealed class StoreCount(StorageAccess access)
{
    public async Task<IReadOnlyDictionary<MovedKind, long>> ReadAsync(CancellationToken cancellationToken) => new Dictionary<MovedKind, long>
    {
        [MovedKind.Documents] = await RowsAsync(AzureDocumentStore.Table, cancellationToken).ConfigureAwait(false),
        [MovedKind.Recipients] = await RowsAsync(RecipientRows.Table, cancellationToken).ConfigureAwait(false),
        [MovedKind.Contacts] = await new ContactRows(access).Contacts.CountAsync(cancellationToken).ConfigureAwait(false),
        [MovedKind.Engagement] = await new EngagementRows(access).Blocks.CountAsync(cancellationToken).ConfigureAwait(false),
        [MovedKind.Snapshots] = await BlobsAsync(AzureSegmentSnapshots.Folder, cancellationToken).ConfigureAwait(false),
        [MovedKind.ImportFiles] = await BlobsAsync(ImportBlobs.Folder, cancellationToken).ConfigureAwait(false),
        [MovedKind.Webhooks] = await RowsAsync(AzureWebhookStore.Table, cancellationToken).ConfigureAwait(false),
        [MovedKind.Erasures] = await RowsAsync(AzureErasureLog.Table, cancellationToken).ConfigureAwait(false),
        [MovedKind.Batches] = await RowsAsync(BatchRows.Table, cancellationToken).ConfigureAwait(false),
        [MovedKind.Inbound] = await RowsAsync(InboundRows.Table, cancellationToken).ConfigureAwait(false),
        [MovedKind.Answers] = await RowsAsync(AnswerRows.Table, cancellationToken).ConfigureAwait(false),
        [MovedKind.Receipts] = await RowsAsync(ReceiptRows.Table, cancellationToken).ConfigureAwait(false),
        [MovedKind.Events] = await EventsAsync(cancellationToken).ConfigureAwait(false),
        [MovedKind.Messages] = await RowsAsync(MessageRows.Table, cancellationToken).ConfigureAwait(false),
    };

    /// <summary>Whether nothing is there at all.</summary>
    public async Task<bool> IsEmptyAsync(IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        foreach (var name in tables)
        {
            await foreach (var _ in access.Table(name).KeysAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return await BlobsAsync("", cancellationToken).ConfigureAwait(false) == 0;
    }

    private async Task<long> RowsAsync(string table, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var _ in access.Table(table).KeysAsync(cancellationToken).ConfigureAwait(false))
        {
            count++;
        }

        return count;
    }

    private async Task<long> BlobsAsync(string folder, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var _ in access.Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken).ConfigureAwait(false))
        {
            count++;
        }

        return count;
    }

    private async Task<long> EventsAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var row in access.Table(EventRows.Table).QueryAsync<TableEntity>((string?)null, TableReads.PageRows, null, cancellationToken).ConfigureAwait(false))
        {
            count += EventRows.Read(row).Sum(static page => page.Events.Count);
        }

        return count;
    }
}
