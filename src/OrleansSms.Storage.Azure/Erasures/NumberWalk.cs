using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Blocks;
using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Recipients;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.Segments;

namespace OrleansSms.Storage.Azure.Erasures;

/// <summary>
/// Reads every number that tables and blobs hold: messages, messages from handsets, recipients, contacts, how messages have fared, snapshots. A place is a table, a partition and a key, and
/// behind the tables the blob of a snapshot.
/// </summary>
internal sealed class NumberWalk(StorageAccess access)
{
    /// <summary>What keys of blocks of contacts, of blocks of engagement and of additions to these begin with: the items of each have numbers for keys.</summary>
    private const string Numbered = "cea";

    private static readonly (string Table, Func<TableEntity, string>? NumberOf)[] Tables =
    [
        (MessageRows.Table, static row => MessageRows.Read(row).State.Record.Message.To.ToString()),
        (InboundRows.Table, static row => InboundRows.Read(row).From),
        (RecipientRows.Table, static row => row.RowKey),
        (ContactRows.Table, null),
        (EngagementRows.Table, null),
    ];

    public async Task<Page<Msisdn>> ReadAsync(string? cursor, CancellationToken cancellationToken)
    {
        var place = cursor?.Split('/') ?? ["0", "", ""];
        var index = int.Parse(place[0], null);
        if (index == Tables.Length)
        {
            return await ReadSnapshotAsync(place[1], cancellationToken).ConfigureAwait(false);
        }

        var (name, numberOf) = Tables[index];
        var table = access.Table(name);
        var partition = place[1].Length > 0 ? place[1] : await table.NextPartitionAsync("", cancellationToken).ConfigureAwait(false);
        var numbers = new HashSet<Msisdn>();
        var (count, last) = (0, "");
        if (partition is not null)
        {
            await foreach (var row in table.RangeAsync(partition, place[2].Length > 0 ? place[2] : null, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                last = row.RowKey;
                if (numberOf is null)
                {
                    numbers.UnionWith(await ItemsAsync(row, cancellationToken).ConfigureAwait(false));
                }
                else if (ErasureRules.NumberOf(numberOf(row)) is { IsNone: false } number)
                {
                    numbers.Add(number);
                }

                if (++count == TableReads.PageRows)
                {
                    return new Page<Msisdn>([.. numbers], $"{index}/{partition}/{last}");
                }
            }

            if (await table.NextPartitionAsync(partition, cancellationToken).ConfigureAwait(false) is { } next)
            {
                return new Page<Msisdn>([.. numbers], $"{index}/{next}/");
            }
        }

        return new Page<Msisdn>([.. numbers], $"{index + 1}//");
    }

    /// <summary>The first snapshot behind another, each a page.</summary>
    private async Task<Page<Msisdn>> ReadSnapshotAsync(string after, CancellationToken cancellationToken)
    {
        await foreach (var blob in access.Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, AzureSegmentSnapshots.Folder, cancellationToken).ConfigureAwait(false))
        {
            var name = blob.Name[AzureSegmentSnapshots.Folder.Length..];
            if (string.CompareOrdinal(name, after) > 0)
            {
                var numbers = await AzureSegmentSnapshots.ReadAsync(access.Container.GetBlobClient(blob.Name), cancellationToken).ConfigureAwait(false);
                return new Page<Msisdn>([.. numbers.Where(static number => !number.IsNone)], $"{Tables.Length}/{name}");
            }
        }

        return new Page<Msisdn>([], null);
    }

    private async Task<IEnumerable<Msisdn>> ItemsAsync(TableEntity row, CancellationToken cancellationToken) =>
        Numbered.Contains(row.RowKey[0], StringComparison.Ordinal) && row.RowKey.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
            ? BlockCodec.Read(await row.OctetsAsync(access.Container, cancellationToken).ConfigureAwait(false)).Select(static item => new Msisdn(item.Key))
            : [];
}
