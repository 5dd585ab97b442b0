using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Reading;

/// <summary>Walks through the rows of messages from the newest to the oldest: day by day, the buckets of a day together.</summary>
internal sealed class RowWalk(TableClient table, IEnumerable<string>? columns = null)
{
    /// <summary>Rows of one answer at first: most lists are short.</summary>
    private const int PageRows = 200;

    /// <summary>Rows with ids below <paramref name="before"/> and not below <paramref name="from"/>, newest first.</summary>
    public async IAsyncEnumerable<TableEntity> RowsAsync(MessageId from, MessageId before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = MessageRows.DayOf(from.Value.High);
        var partition = MessageRows.Partition(MessageRows.DayOf(before.Value.High), 0);
        while (partition is not null && MessageRows.DayOf(partition) >= first)
        {
            await foreach (var row in DayAsync(MessageRows.DayOf(partition), MessageRows.Key(before), MessageRows.Key(from), cancellationToken).ConfigureAwait(false))
            {
                yield return row;
            }

            // Days without messages cost nothing.
            var last = MessageRows.Partition(MessageRows.DayOf(partition), MessageRows.Buckets);
            partition = await table.NextPartitionAsync(last, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Merges the buckets of a day.</summary>
    private async IAsyncEnumerable<TableEntity> DayAsync(long day, string after, string last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buckets = Enumerable.Range(0, MessageRows.Buckets)
            .Select(bucket => table.RangeAsync(MessageRows.Partition(day, bucket), after, last, columns, PageRows, cancellationToken))
            .Select(rows => rows.GetAsyncEnumerator(cancellationToken)).ToList();
        try
        {
            var heads = new PriorityQueue<IAsyncEnumerator<TableEntity>, string>(StringComparer.Ordinal);
            var there = await Task.WhenAll(buckets.Select(static bucket => bucket.MoveNextAsync().AsTask())).ConfigureAwait(false);
            for (var i = 0; i < there.Length; i++)
            {
                if (there[i])
                {
                    heads.Enqueue(buckets[i], buckets[i].Current.RowKey);
                }
            }

            while (heads.TryDequeue(out var head, out _))
            {
                yield return head.Current;
                if (await head.MoveNextAsync().ConfigureAwait(false))
                {
                    heads.Enqueue(head, head.Current.RowKey);
                }
            }
        }
        finally
        {
            foreach (var bucket in buckets)
            {
                await bucket.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
