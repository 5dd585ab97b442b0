using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Persons;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Reading;

/// <summary>
/// Lists and counts: what memory has, then what rows have, walking back from the newest. There is no index for the filters but that by person, as one would cost every
/// message; a page looks at a bounded number of rows instead, and says where the next one goes on.
/// </summary>
internal sealed class ListReads(StorageAccess access, StoreState state, MessageReads messages, PersonIndex persons, int rowsPerPage)
{
    // An id is made a moment before or after the time that is written into the message.
    private const long ClockSlackMs = 60_000;
    private const long MicrosPerMs = 1_000;

    /// <summary>Messages of a person that are read at once.</summary>
    private const int TogetherRead = 100;
    private const int KeyCounterBits = 16;

    private static readonly int StatusCount = Enum.GetValues<MessageStatus>().Length;
    private static readonly MessageId Greatest = new(new SortableId(long.MaxValue, ulong.MaxValue));

    private readonly TableClient _messages = access.Table(MessageRows.Table);

    public async Task<Page<MessageRecord>> ListAsync(MessageFilter filter, CancellationToken cancellationToken)
    {
        var (from, before) = Range(filter);
        if (filter.Batch is { } id)
        {
            if (await FindBatchAsync(id, cancellationToken).ConfigureAwait(false) is not { } batch)
            {
                return new Page<MessageRecord>([], null);
            }

            from = Later(from, batch.First);
            before = Earlier(before, After(batch.Last));
        }

        var found = Memory(record => IsIn(record.Message.Id, from, before) && filter.Matches(record));
        var (end, older) = filter is { Account: { } account, To: { } number }
            ? await AddPersonAsync(filter, account, number, from, before, found, cancellationToken).ConfigureAwait(false)
            : (null, before);
        end ??= IdOrder.Instance.Compare(from, older) < 0 ? await AddRowsAsync(filter, from, older, found, cancellationToken).ConfigureAwait(false) : null;
        return Cut(found, filter.Limit, end);
    }

    public async Task<BatchProgress?> ReadBatchAsync(BatchId id, CancellationToken cancellationToken)
    {
        if (await FindBatchAsync(id, cancellationToken).ConfigureAwait(false) is not { } batch)
        {
            return null;
        }

        var found = Memory(record => record.Message.Batch == id);
        var counts = new int[StatusCount];
        found.ForEach(record => counts[(int)record.Status]++);

        // Mostly all of them are in memory while anybody asks.
        if (found.Count < batch.Accepted)
        {
            var name = id.ToString();
            var fromMemory = found.Select(static record => record.Message.Id).ToHashSet();
            var walk = new RowWalk(_messages, MessageRows.CountColumns).RowsAsync(batch.First, After(batch.Last), cancellationToken);
            await foreach (var row in walk.ConfigureAwait(false))
            {
                if (MessageRows.Batch(row) == name && !fromMemory.Contains(MessageRows.Id(row)))
                {
                    counts[(int)MessageRows.Status(row)]++;
                }
            }
        }

        return new BatchProgress(batch, counts);
    }

    private async Task<BatchRecord?> FindBatchAsync(BatchId id, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            if (state.Batches.Find(id) is { } known)
            {
                return known;
            }
        }

        var row = await access.Table(BatchRows.Table).FindAsync(BatchRows.Partition(id), BatchRows.Key(id), cancellationToken).ConfigureAwait(false);
        return row is null ? null : BatchRows.Read(row);
    }

    /// <summary>What memory has that matches, in no order.</summary>
    private List<MessageRecord> Memory(Func<MessageRecord, bool> matches) =>
        [.. state.Messages.Select(static pair => pair.Value.State.Shown).Where(matches)];

    /// <summary>
    /// Adds what the index by person leads to, until there is a page of it and one more: the last message looked at if that was not the end, and before which id the index may not have all.
    /// </summary>
    private async Task<(MessageId? End, MessageId Older)> AddPersonAsync(
        MessageFilter filter, string account, Msisdn number, MessageId from, MessageId before, List<MessageRecord> found, CancellationToken cancellationToken)
    {
        var fromMemory = found.Select(static record => record.Message.Id).ToHashSet();
        var ids = await persons.FindAsync(PersonRows.Sent, account, number, Later(from, persons.From), before, cancellationToken).ConfigureAwait(false);
        var matched = 0;
        foreach (var some in ids.Where(id => !fromMemory.Contains(id)).Chunk(Math.Min(filter.Limit + 1, TogetherRead)))
        {
            if (matched > filter.Limit)
            {
                return (After(some[0]), default);
            }

            var records = (await messages.ReadAsync(some, cancellationToken).ConfigureAwait(false)).Where(filter.Matches).ToList();
            found.AddRange(records);
            matched += records.Count;
        }

        return (null, Earlier(before, persons.From));
    }

    /// <summary>Adds what rows have, until there is a page of it and one more; the last message looked at if that was not the end.</summary>
    private async Task<MessageId?> AddRowsAsync(
        MessageFilter filter, MessageId from, MessageId before, List<MessageRecord> found, CancellationToken cancellationToken)
    {
        var (looked, matched) = (0, 0);
        var last = default(MessageId);
        var fromMemory = found.Select(static record => record.Message.Id).ToHashSet();
        await foreach (var row in new RowWalk(_messages).RowsAsync(from, before, cancellationToken).ConfigureAwait(false))
        {
            if (matched > filter.Limit || looked == rowsPerPage)
            {
                return last;
            }

            looked++;
            last = MessageRows.Id(row);

            // Taken up into memory since, or passed over there: what memory says is newer than the row.
            if (!fromMemory.Contains(last)
                && (state.Messages.GetValueOrDefault(last) ?? MessageRows.Read(row)).State.Shown is var shown
                && filter.Matches(shown))
            {
                found.Add(shown);
                matched++;
            }
        }

        return null;
    }

    /// <summary>The page of what was found: behind <paramref name="end"/> rows have not been looked at, so what memory has there belongs to another page.</summary>
    private static Page<MessageRecord> Cut(List<MessageRecord> found, int limit, MessageId? end)
    {
        found.Sort(static (left, right) => IdOrder.Instance.Compare(right.Message.Id, left.Message.Id));
        var reached = end is { } last ? found.Count(record => IdOrder.Instance.Compare(record.Message.Id, last) >= 0) : found.Count;
        List<MessageRecord> items = [.. found.Take(Math.Min(limit, reached))];
        var next = reached > limit ? items[^1].Message.Id : end;
        return new Page<MessageRecord>(items, next?.ToString());
    }

    private static (MessageId From, MessageId Before) Range(MessageFilter filter)
    {
        var from = filter.CreatedFrom is { } first ? FirstOf((first / MicrosPerMs) - ClockSlackMs) : default;
        var before = filter.CreatedBefore is { } end ? FirstOf((end / MicrosPerMs) + ClockSlackMs) : Greatest;
        return (from, filter.Before is { } id ? Earlier(before, id) : before);
    }

    private static MessageId FirstOf(long unixMs) => new(new SortableId((ulong)Math.Clamp(unixMs, 0, long.MaxValue >> KeyCounterBits) << KeyCounterBits, 0));

    private static bool IsIn(MessageId id, MessageId from, MessageId before) =>
        IdOrder.Instance.Compare(id, from) >= 0 && IdOrder.Instance.Compare(id, before) < 0;

    private static MessageId Later(MessageId left, MessageId right) => IdOrder.Instance.Compare(left, right) > 0 ? left : right;

    private static MessageId Earlier(MessageId left, MessageId right) => IdOrder.Instance.Compare(left, right) < 0 ? left : right;

    private static MessageId After(MessageId id) =>
        new(id.Value.Low == ulong.MaxValue ? new SortableId(id.Value.High + 1, 0) : new SortableId(id.Value.High, id.Value.Low + 1));
}
