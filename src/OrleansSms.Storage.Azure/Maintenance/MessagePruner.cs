using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Reading;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.Sealing;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Maintenance;

/// <summary>
/// Removes messages whose time is over, from the newest of them to the oldest, a bounded number a step, with what counts them towards caps; then messages from handsets and batches of that time.
/// What stays on the way is looked at by the next walk.
/// </summary>
internal sealed class MessagePruner(StorageAccess access, StoreState state, ListReads lists)
{
    /// <summary>Rows looked at in one step.</summary>
    private const int RowsPerStep = 1_000;

    /// <summary>Batches looked at in one step: each is counted.</summary>
    private const int BatchesPerStep = 50;

    private const int KeyCounterBits = 16;

    private readonly TableClient _messages = access.Table(MessageRows.Table);
    private readonly TableClient _counted = access.Table(CountedRows.Table);
    private readonly TableClient _inbound = access.Table(InboundRows.Table);
    private readonly TableClient _batches = access.Table(BatchRows.Table);

    private MessageId? _place;
    private string? _inboundPlace;
    private (string Partition, string Key)? _batchPlace;
    private Stage _stage;

    /// <summary>What a walk goes through, one after the other.</summary>
    private enum Stage
    {
        Messages = 0,
        Inbound = 1,
        Batches = 2,
    }

    /// <summary>One step, of what ended before a time in Unix microseconds; true when there is more to do.</summary>
    public async Task<bool> StepAsync(long before, CancellationToken cancellationToken)
    {
        var end = new MessageId(new SortableId((ulong)UnixMicros.ToTime(before).ToUnixTimeMilliseconds() << KeyCounterBits, 0));
        var more = _stage switch
        {
            Stage.Messages => await MessagesAsync(before, end, cancellationToken).ConfigureAwait(false),
            Stage.Inbound => await InboundAsync(before, end, cancellationToken).ConfigureAwait(false),
            _ => await BatchesAsync(end, cancellationToken).ConfigureAwait(false),
        };
        if (more)
        {
            return true;
        }

        (_place, _inboundPlace, _batchPlace) = (null, null, null);
        _stage = _stage == Stage.Batches ? Stage.Messages : _stage + 1;
        return _stage != Stage.Messages;
    }

    private async Task<bool> MessagesAsync(long before, MessageId end, CancellationToken cancellationToken)
    {
        var over = new List<(TableEntity Row, HeldState State)>();
        var looked = 0;
        await foreach (var row in new RowWalk(_messages).RowsAsync(default, _place ?? end, cancellationToken).ConfigureAwait(false))
        {
            _place = MessageRows.Id(row);
            var message = MessageRows.Read(row).State;
            if (!state.Messages.ContainsKey(_place.Value)
                && MessageRetention.IsOver(message.Record.Status, message.Record.FinalAt, message.Record.SentAt, before))
            {
                over.Add((row, message));
            }

            if (++looked == RowsPerStep)
            {
                break;
            }
        }

        // First what leads to them.
        await _counted.RemoveAsync(over.Where(static message => message.State.IsCounted).Select(static message => CountedRows.Of(message.State)), cancellationToken).ConfigureAwait(false);
        await _messages.RemoveAsync(over.Select(static message => message.Row), cancellationToken).ConfigureAwait(false);
        return looked == RowsPerStep;
    }

    private async Task<bool> InboundAsync(long before, MessageId end, CancellationToken cancellationToken)
    {
        var over = new List<TableEntity>();
        var looked = 0;
        await foreach (var row in _inbound.RangeAsync(InboundRows.Partition, _inboundPlace ?? InboundRows.Key(end), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            _inboundPlace = row.RowKey;
            if (MessageRetention.IsOver(InboundRows.Read(row), before))
            {
                over.Add(row);
            }

            if (++looked == RowsPerStep)
            {
                break;
            }
        }

        await _inbound.RemoveAsync(over, cancellationToken).ConfigureAwait(false);
        return looked == RowsPerStep;
    }

    /// <summary>Those of which no message is left.</summary>
    private async Task<bool> BatchesAsync(MessageId end, CancellationToken cancellationToken)
    {
        var partition = _batchPlace?.Partition ?? await _batches.NextPartitionAsync("", cancellationToken).ConfigureAwait(false);
        if (partition is null)
        {
            return false;
        }

        var over = new List<TableEntity>();
        var (looked, key) = (0, _batchPlace?.Key ?? BatchRows.Key(new BatchId(end.Value)));
        await foreach (var row in _batches.RangeAsync(partition, key, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            key = row.RowKey;
            var progress = await lists.ReadBatchAsync(BatchRows.Read(row).Id, cancellationToken).ConfigureAwait(false);
            if (progress is null || progress.ByStatus.Sum() == 0)
            {
                over.Add(row);
            }

            if (++looked == BatchesPerStep)
            {
                break;
            }
        }

        await _batches.RemoveAsync(over, cancellationToken).ConfigureAwait(false);
        if (looked == BatchesPerStep)
        {
            _batchPlace = (partition, key);
            return true;
        }

        var next = await _batches.NextPartitionAsync(partition, cancellationToken).ConfigureAwait(false);
        _batchPlace = next is null ? null : (next, BatchRows.Key(new BatchId(end.Value)));
        return next is not null;
    }
}
