using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Recipients;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Erasures;

/// <summary>Reads every number that the tables hold: messages, messages from handsets, recipients. A place is a table, a partition and a key.</summary>
internal sealed class NumberWalk(StorageAccess access)
{
    private static readonly (string Table, Func<TableEntity, string> NumberOf)[] Tables =
    [
        (MessageRows.Table, static row => MessageRows.Read(row).State.Record.Message.To.ToString()),
        (InboundRows.Table, static row => InboundRows.Read(row).From),
        (RecipientRows.Table, static row => row.RowKey),
    ];

    public async Task<Page<Msisdn>> ReadAsync(string? cursor, CancellationToken cancellationToken)
    {
        var place = cursor?.Split('/') ?? ["0", "", ""];
        var index = int.Parse(place[0], null);
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
                if (NumberParser.TryParse(numberOf(row), null, out var number))
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

        return new Page<Msisdn>([.. numbers], index + 1 < Tables.Length ? $"{index + 1}//" : null);
    }
}
