using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Keys;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.Sealing;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Reading;

/// <summary>Reads what grains start from: lanes and what is due, which memory has all of; receipts and caps, of which tables have the older part.</summary>
internal sealed class LaneReads(StorageAccess access, StoreState state, MessageReads messages)
{
    public IReadOnlyList<QueuedMessage> Queue(BindKey bind, MessageCategory lane, MessageId? after, int limit)
    {
        lock (state.Gate)
        {
            return [.. state.Index.Lane(bind, lane, after).Take(limit).Select(id => state.Messages[id].State.Record)
                .Select(static record => new QueuedMessage(record.Message, record.Attempts, record.SentMask))];
        }
    }

    public IReadOnlyList<MessageRecord> Due(long now, int limit)
    {
        lock (state.Gate)
        {
            return [.. state.Index.DueAt(now).Take(limit).Select(id => state.Messages[id].State.Shown)];
        }
    }

    public async Task<IReadOnlyList<OpenReceipt>> ReceiptsAsync(string carrier, IReadOnlyList<string> smscIds, CancellationToken cancellationToken)
    {
        var found = new List<OpenReceipt>(smscIds.Count);
        foreach (var smscId in smscIds)
        {
            List<ReceiptWord> words;
            lock (state.Gate)
            {
                words = [.. state.Receipts.Find(carrier, smscId)];
            }

            found.AddRange(words.Where(static word => word.IsOpen).Select(word => Open(word.Key, word.Message.State.Record.Message)));
            if (state.Known.Receipts.MayHave(TableKeys.Receipt(carrier, smscId)))
            {
                found.AddRange(await RowsAsync(carrier, smscId, words, cancellationToken).ConfigureAwait(false));
            }
        }

        return found;
    }

    public async Task<IReadOnlyList<CountedMessage>> CountedAsync(
        IReadOnlyList<Msisdn> recipients, string account, long since, CancellationToken cancellationToken)
    {
        var counted = new SortedDictionary<MessageId, CountedMessage>(IdOrder.Instance);
        foreach (var recipient in recipients)
        {
            await AddCountedAsync(counted, recipient, account, since, cancellationToken).ConfigureAwait(false);
        }

        return [.. counted.Values];
    }

    private async Task AddCountedAsync(
        SortedDictionary<MessageId, CountedMessage> counted, Msisdn recipient, string account, long since, CancellationToken cancellationToken)
    {
        var inMemory = new HashSet<MessageId>();
        lock (state.Gate)
        {
            foreach (var id in state.Index.Counted(recipient, account))
            {
                inMemory.Add(id);
                Add(state.Messages[id].State.Record);
            }
        }

        if (!state.Known.Counted.MayHave(TableKeys.Cap(recipient, account)))
        {
            return;
        }

        var older = new List<MessageId>();
        var key = CountedRows.KeyOf(recipient, account);
        var rows = access.Table(CountedRows.Table).RangeAsync(CountedRows.Partition(recipient), key, key + "~", cancellationToken: cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            if (CountedRows.Read(row, since) is { } id && !inMemory.Contains(id))
            {
                older.Add(id);
            }
        }

        foreach (var found in await messages.FindAsync(older, cancellationToken).ConfigureAwait(false))
        {
            if (found is not null)
            {
                Add(found.Record);
            }
        }

        void Add(MessageRecord record)
        {
            if (record.HoldsPlace() && record.QueuedAt >= since)
            {
                counted[record.Message.Id] = new CountedMessage(record.Message, record.QueuedAt!.Value);
            }
        }
    }

    /// <summary>What the table expects and memory has no word on.</summary>
    private async Task<List<OpenReceipt>> RowsAsync(string carrier, string smscId, List<ReceiptWord> words, CancellationToken cancellationToken)
    {
        var open = new List<(MessageId Message, int Segment)>();
        var key = ReceiptRows.KeyOf(smscId);
        var rows = access.Table(ReceiptRows.Table).RangeAsync(ReceiptRows.Partition(carrier), key, key + "~", cancellationToken: cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            var read = ReceiptRows.Read(row);
            if (!words.Exists(word => word.Key.Segment == read.Segment))
            {
                open.Add(read);
            }
        }

        var found = await messages.FindAsync([.. open.Select(static row => row.Message)], cancellationToken).ConfigureAwait(false);
        return [.. open.Zip(found).Where(static pair => pair.Second is not null)
            .Select(pair => Open(new ReceiptKey(carrier, smscId, pair.First.Segment), pair.Second!.Record.Message))];
    }

    private static OpenReceipt Open(ReceiptKey key, Message message) => new(key, message.Id, message.Category, message.Segments);
}
