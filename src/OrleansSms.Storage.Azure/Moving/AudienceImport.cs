using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Blocks;
using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.Segments;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Moving;

namespace OrleansSms.Storage.Azure.Moving;

/// <summary>Writes audiences of a store that is moved here: an account at a time, block by block.</summary>
internal sealed class AudienceImport(StorageAccess access)
{
    private readonly TableClient _contacts = access.Table(ContactRows.Table);
    private readonly TableClient _engagement = access.Table(EngagementRows.Table);
    private readonly ContactRows _rows = new(access);
    private readonly EngagementRows _fared = new(access);

    public async Task WriteContactsAsync(
        string account, FieldTable fields, IAsyncEnumerable<Contact> byNumber, IAsyncEnumerable<Contact> newestFirst, CancellationToken cancellationToken)
    {
        if (fields.Names.Count > 0)
        {
            await UpsertAsync(_contacts, ContactRows.RowOf(account, fields), cancellationToken).ConfigureAwait(false);
        }

        var partition = ContactRows.Partition(account);
        await new BlockImport(_contacts, _rows.Ids, partition, ContactRows.BlockOfIds)
            .WriteAsync(Select(newestFirst, static contact => IdItem.Of(contact.Id, contact.Number), cancellationToken), cancellationToken).ConfigureAwait(false);
        await new BlockImport(_contacts, _rows.Contacts, partition, ContactRows.BlockOfContacts) { Mark = fields.Names.Count }
            .WriteAsync(Select(byNumber, contact => ContactItem.Of(contact, fields), cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async Task WriteEngagementAsync(string account, IAsyncEnumerable<MovedEngagement> byNumber, EventId? cursor, CancellationToken cancellationToken)
    {
        await new BlockImport(_engagement, _fared.Blocks, EngagementRows.Partition(account), EngagementRows.Limits)
            .WriteAsync(Select(byNumber, static moved => EngagementItem.Of(moved.Number.Digits, moved.Engagement), cancellationToken), cancellationToken).ConfigureAwait(false);
        if (cursor is { } counted)
        {
            await UpsertAsync(_engagement, EngagementRows.RowOf(account, new EngagementHead(counted, 0, 0, null)), cancellationToken).ConfigureAwait(false);
        }
    }

    public Task WriteAsync(string account, ImportCheckpoint checkpoint, CancellationToken cancellationToken) =>
        UpsertAsync(_contacts, ContactRows.RowOf(account, checkpoint), cancellationToken);

    public async Task WriteSnapshotAsync(string account, string snapshot, IAsyncEnumerable<IReadOnlyList<Msisdn>> pages, CancellationToken cancellationToken)
    {
        using var numbers = new MemoryStream();
        var octets = new byte[sizeof(long)];
        await foreach (var number in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var digits in number)
            {
                BinaryPrimitives.WriteInt64LittleEndian(octets, digits.Digits);
                numbers.Write(octets);
            }
        }

        numbers.Position = 0;
        var owned = new BlobUploadOptions { Metadata = AzureSegmentSnapshots.Owned(TableKey.Of(account)) };
        await access.Container.GetBlobClient(AzureSegmentSnapshots.NameOf(snapshot)).UploadAsync(numbers, owned, cancellationToken).ConfigureAwait(false);
    }

    private static Task<Response> UpsertAsync(TableClient table, TableEntity row, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);

    private static async IAsyncEnumerable<BlockItem> Select<T>(
        IAsyncEnumerable<T> items, Func<T, BlockItem> of, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return of(item);
        }
    }
}
