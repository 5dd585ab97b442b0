using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Keys;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Persons;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Sealing;

/// <summary>
/// Puts messages into their rows. A row is inserted, or replaced where it is as it was last seen: an owner that has been replaced and does not know it yet
/// cannot put its older state over the newer.
/// </summary>
internal sealed class MessageSealer(StorageAccess access, StoreState state, PersonIndex persons)
{
    private readonly TableClient _messages = access.Table(MessageRows.Table);
    private readonly TableClient _waiting = access.Table(WaitingRows.Table);
    private readonly TableClient _receipts = access.Table(ReceiptRows.Table);
    private readonly TableClient _counted = access.Table(CountedRows.Table);

    /// <summary>Puts messages into rows as they stand now.</summary>
    public async Task SealAsync(IReadOnlyList<HeldMessage> messages, CancellationToken cancellationToken)
    {
        List<Copy> copies;
        List<ReceiptWord> words;
        lock (state.Gate)
        {
            copies = [.. messages.Where(static message => message.IsUnsealed).Select(static message => new Copy(message))];
            words = [.. copies.SelectMany(static copy => copy.Message.Receipts)];
            NoteKeys(copies, words);
        }

        await WriteSideRowsAsync(copies, words, cancellationToken).ConfigureAwait(false);
        var written = await WriteAsync(copies, cancellationToken).ConfigureAwait(false);
        List<TableEntity> done = [];
        lock (state.Gate)
        {
            foreach (var copy in copies)
            {
                Sealed(copy, written[copy.Message.Id], done);
            }

            foreach (var word in words)
            {
                word.Message.Receipts.Remove(word);
                state.Receipts.Forget(word);
            }
        }

        // After the rows that say that they are no longer under way.
        await _waiting.RemoveAsync(done, cancellationToken).ConfigureAwait(false);
    }

    private void Sealed(Copy copy, (ETag Row, long Position) written, List<TableEntity> done)
    {
        var message = copy.Message;
        (message.Row, message.RowPosition) = written;
        message.UnsealedFrom = copy.Position + 1;
        if (copy.State.IsUnderWay)
        {
            message.HasWaitingRow = true;
        }
        else if (message.HasWaitingRow)
        {
            message.HasWaitingRow = false;
            done.Add(WaitingRows.Of(message.Id));
        }

        MessageQueues.Remove(message);
        state.Queues.Place(message);
    }

    /// <summary>Before the rows are there, so that what comes meanwhile reckons with them.</summary>
    private void NoteKeys(List<Copy> copies, List<ReceiptWord> words)
    {
        foreach (var message in copies.Where(static copy => copy.IsCounted).Select(static copy => copy.State.Record.Message))
        {
            state.Known.Counted.Add(TableKeys.Cap(message.To, message.Account));
        }

        foreach (var word in words.Where(static word => word.IsOpen))
        {
            state.Known.Receipts.Add(TableKeys.Receipt(word.Key.Carrier, word.Key.SmscMessageId));
        }
    }

    /// <summary>Before the messages themselves, so that nothing is missing in a table that the journal no longer has.</summary>
    private async Task WriteSideRowsAsync(List<Copy> copies, List<ReceiptWord> words, CancellationToken cancellationToken)
    {
        var begun = copies.Where(static copy => copy.State.IsUnderWay && !copy.Message.HasWaitingRow);
        await _waiting.InsertAsync(begun.Select(static copy => WaitingRows.Of(copy.Message.Id)), cancellationToken).ConfigureAwait(false);

        var first = copies.Where(static copy => copy.Row is null).Select(static copy => copy.State.Record.Message);
        await persons.AddAsync(PersonRows.Sent, first.Select(static message => (message.Id, message.Account, message.To)), cancellationToken).ConfigureAwait(false);

        var counted = copies.Where(static copy => copy.IsCounted);
        await _counted.InsertAsync(counted.Select(static copy => CountedRows.Of(copy.State)), cancellationToken).ConfigureAwait(false);

        await _receipts.InsertAsync(words.Where(static word => word.IsOpen).Select(ReceiptRows.Of), cancellationToken).ConfigureAwait(false);
        await _receipts.RemoveAsync(words.Where(static word => !word.IsOpen).Select(ReceiptRows.Of), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<MessageId, (ETag Row, long Position)>> WriteAsync(List<Copy> copies, CancellationToken cancellationToken)
    {
        var written = new ConcurrentDictionary<MessageId, (ETag Row, long Position)>();
        var rows = copies.ToDictionary(static copy => copy, static copy => MessageRows.Write(copy.Message, copy.State, copy.Position));
        var byKey = rows.ToDictionary(static pair => (pair.Value.PartitionKey, pair.Value.RowKey), static pair => pair.Key);
        await _messages.ForEachBatchAsync(
            rows.Values,
            batch => WriteAsync([.. batch.Select(row => byKey[(row.PartitionKey, row.RowKey)])], rows, written, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return written;
    }

    private async Task WriteAsync(
        List<Copy> batch,
        Dictionary<Copy, TableEntity> rows,
        ConcurrentDictionary<MessageId, (ETag Row, long Position)> written,
        CancellationToken cancellationToken)
    {
        while (batch.Count > 0)
        {
            try
            {
                var answers = await _messages.SubmitTransactionAsync(batch.Select(copy => copy.Action(rows[copy])), cancellationToken).ConfigureAwait(false);
                for (var i = 0; i < batch.Count; i++)
                {
                    written[batch[i].Message.Id] = (answers.Value[i].Headers.ETag!.Value, batch[i].Position);
                }

                return;
            }
            catch (RequestFailedException error) when (Conflict.Is(error))
            {
                batch = await CompareAsync(batch, rows, written, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Rows are not as they were thought to be: an earlier try of this owner has been there, or another owner. Those that hold as much or more stay; the
    /// others are replaced as they are now.
    /// </summary>
    private async Task<List<Copy>> CompareAsync(
        List<Copy> batch,
        Dictionary<Copy, TableEntity> rows,
        ConcurrentDictionary<MessageId, (ETag Row, long Position)> written,
        CancellationToken cancellationToken)
    {
        var keys = batch.Select(copy => rows[copy].RowKey).Order(StringComparer.Ordinal).ToList();
        var there = new Dictionary<string, TableEntity>();
        await foreach (var row in _messages.RangeAsync(
            rows[batch[0]].PartitionKey, keys[0][..^1], keys[^1], MessageRows.HeadColumns, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            there[row.RowKey] = row;
        }

        var left = new List<Copy>();
        foreach (var copy in batch)
        {
            var row = there.GetValueOrDefault(rows[copy].RowKey);
            if (row is not null && MessageRows.Position(row) >= copy.Position)
            {
                written[copy.Message.Id] = (row.ETag, MessageRows.Position(row));
            }
            else
            {
                copy.Row = row?.ETag;
                left.Add(copy);
            }
        }

        return left;
    }

    /// <summary>A message as it stood when it was taken.</summary>
    private sealed class Copy(HeldMessage message)
    {
        public HeldMessage Message => message;

        public HeldState State { get; } = message.State;

        public long Position { get; } = message.Position;

        public bool IsCounted => State.IsCounted;

        public ETag? Row { get; set; } = message.Row;

        public TableTransactionAction Action(TableEntity row) => Row is { } version
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, version)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }
}
