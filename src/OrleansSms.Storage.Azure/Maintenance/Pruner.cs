using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Events;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.Sealing;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Maintenance;

/// <summary>Removes what is past its time, a bounded number of rows a step. A run walks through tables, so that one an hour is enough.</summary>
internal sealed class Pruner(StorageAccess access, StoreState state, Projector projector, MessagePruner messages)
{
    /// <summary>Rows removed of one kind in one step.</summary>
    private const int RowsPerStep = 1_000;

    private static readonly long Rest = UnixMicros.From(TimeSpan.FromHours(1));
    private static readonly string[] AnswerColumns = ["PartitionKey", "RowKey", RowData.BlobColumn];
    private static readonly string[] KeyColumns = ["PartitionKey", "RowKey"];

    private long? _doneAt;

    /// <summary>One step; true when there is more to do.</summary>
    public async Task<bool> StepAsync(long now, Retention retention, CancellationToken cancellationToken)
    {
        if (_doneAt is { } done && now >= done && now < done + Rest)
        {
            return false;
        }

        // What is to be removed stands in rows from then on, and nowhere else.
        await projector.FlushAsync(cancellationToken).ConfigureAwait(false);
        var (answers, receipts) = (now - UnixMicros.From(retention.Idempotency), now - UnixMicros.From(retention.OpenReceipts));
        var events = UnixMicros.ToTime(now - UnixMicros.From(retention.Events)).ToUnixTimeMilliseconds();
        lock (state.Gate)
        {
            state.AnswersFrom = answers;
            state.Receipts.ForgetBefore(receipts);
            foreach (var log in state.Logs.Values)
            {
                log.ForgetBefore(events);
            }
        }

        var removed = await RemoveAsync(AnswerRows.Table, AnswerRows.GivenBefore(answers), AnswerColumns, cancellationToken).ConfigureAwait(false);
        removed = Math.Max(removed, await RemoveAsync(ReceiptRows.Table, ReceiptRows.OpenedBefore(receipts), KeyColumns, cancellationToken).ConfigureAwait(false));
        removed = Math.Max(removed, await RemoveEventsAsync(events, cancellationToken).ConfigureAwait(false));
        var more = retention.Messages is { } kept && await messages.StepAsync(now - UnixMicros.From(kept), cancellationToken).ConfigureAwait(false);
        more |= removed >= RowsPerStep;
        _doneAt = more ? null : now;
        return more;
    }

    private async Task<int> RemoveAsync(string name, string filter, string[] columns, CancellationToken cancellationToken)
    {
        var table = access.Table(name);
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, RowsPerStep, columns, cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row);
            if (rows.Count == RowsPerStep)
            {
                break;
            }
        }

        await table.RemoveAsync(rows, cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            await row.RemoveBlobAsync(access.Container, cancellationToken).ConfigureAwait(false);
        }

        return rows.Count;
    }

    /// <summary>Account by account, from the front of each log.</summary>
    private async Task<int> RemoveEventsAsync(long beforeMs, CancellationToken cancellationToken)
    {
        var table = access.Table(EventRows.Table);
        var most = 0;
        for (var account = await table.NextPartitionAsync("", cancellationToken).ConfigureAwait(false);
            account is not null;
            account = await table.NextPartitionAsync(account, cancellationToken).ConfigureAwait(false))
        {
            var rows = new List<TableEntity>();
            await foreach (var row in table.RangeAsync(account, columns: EventRows.HeadColumns, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (EventRows.UnixMs(row) >= beforeMs || rows.Count == RowsPerStep)
                {
                    break;
                }

                rows.Add(row);
            }

            await table.RemoveAsync(rows, cancellationToken).ConfigureAwait(false);
            most = Math.Max(most, rows.Count);
        }

        return most;
    }
}
