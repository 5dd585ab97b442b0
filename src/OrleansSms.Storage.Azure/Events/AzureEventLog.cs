using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Reading;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Events;

/// <inheritdoc/>
internal sealed class AzureEventLog(StorageAccess access, StoreState state, EventSignals signals, MessageReads messages, InboundReads inbound) : IEventLog
{
    /// <summary>Rows of one answer: each holds thousands of events.</summary>
    private const int PageRows = 4;

    private readonly TableClient _table = access.Table(EventRows.Table);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(string account, EventId? after, int limit, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync<IReadOnlyList<LoggedEvent>>(async () =>
        {
            var events = new List<LoggedEvent>();
            var from = after ?? new EventId(0, 0, -1);
            var readTo = from.Position - 1;
            while (events.Count < limit && Look(account, from, readTo, limit, events) is { } onlyRows)
            {
                from = await ReadRowsAsync(account, from, limit, events, cancellationToken).ConfigureAwait(false);
                readTo = onlyRows;
            }

            return events;
        }, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EventRecord>> ReadRecordsAsync(
        string account, EventId? after, int limit, CancellationToken cancellationToken = default)
    {
        var events = await ReadAsync(account, after, limit, cancellationToken).ConfigureAwait(false);
        MessageId[] ids = [.. events.Select(static entry => entry.Type.IsOfHandset() ? default : entry.Message ?? default)];
        var found = await messages.FindAsync(ids, cancellationToken).ConfigureAwait(false);
        var records = new List<EventRecord>(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            var received = events[i] is { Message: { } id } entry && entry.Type.MayBeOfHandset()
                ? await Refusal.GuardAsync(() => inbound.FindAsync(id, cancellationToken), cancellationToken).ConfigureAwait(false)
                : null;
            records.Add(new EventRecord(events[i], found[i]?.Shown, received));
        }

        return records;
    }

    /// <inheritdoc/>
    public Task<EventId?> LastAsync(string account, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        lock (state.Gate)
        {
            if (state.Logs.TryGetValue(account, out var log) && log.Last is { } known)
            {
                return known;
            }
        }

        EventId? last = null;
        await foreach (var row in _table.RangeAsync(
            EventRows.Partition(account), columns: EventRows.HeadColumns, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            last = EventRows.Last(row);
        }

        if (last is { } place)
        {
            lock (state.Gate)
            {
                state.Log(account).EndedAt(place);
            }
        }

        return last;
    }, cancellationToken);

    /// <inheritdoc/>
    public async Task WaitAsync(string account, EventId? after, CancellationToken cancellationToken = default)
    {
        var next = signals.Next(account);
        var last = await LastAsync(account, cancellationToken).ConfigureAwait(false);
        if (last is { } newest && !(newest <= after))
        {
            return;
        }

        await next.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads from memory if that has all that follows; otherwise the position up to which rows alone have the log: they must have been read as far.
    /// </summary>
    private long? Look(string account, EventId after, long readTo, int limit, List<LoggedEvent> events)
    {
        lock (state.Gate)
        {
            var log = state.Logs.GetValueOrDefault(account);
            var onlyRows = log?.ForgottenTo ?? state.EventsForgottenTo;
            if (readTo < onlyRows)
            {
                return onlyRows;
            }

            log?.Read(after, limit, events);
            return null;
        }
    }

    /// <summary>Reads rows to their end or the limit; the place that was reached.</summary>
    private async Task<EventId> ReadRowsAsync(string account, EventId from, int limit, List<LoggedEvent> events, CancellationToken cancellationToken)
    {
        var rows = _table.RangeAsync(
            EventRows.Partition(account), TableKey.Of(Math.Max(from.Position - 1, 0)), pageRows: PageRows, cancellationToken: cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            foreach (var page in EventRows.Read(row))
            {
                page.Read(from, limit, events);
                from = events.Count > 0 ? events[^1].Id : from;
            }

            if (events.Count >= limit)
            {
                break;
            }
        }

        return from;
    }
}
