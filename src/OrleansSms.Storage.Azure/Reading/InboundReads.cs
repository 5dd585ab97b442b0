using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Persons;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Reading;

/// <summary>Reads messages from handsets: those in memory, then rows.</summary>
internal sealed class InboundReads(StorageAccess access, StoreState state, PersonIndex persons)
{
    /// <summary>Messages looked at for one page: as many as for a page of those that went out.</summary>
    private const int MostLooked = 10_000;

    private readonly TableClient _table = access.Table(InboundRows.Table);

    public async Task<InboundMessage?> FindAsync(MessageId id, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            if (state.Inbound.Find(id) is { } known)
            {
                return known;
            }
        }

        var row = await _table.FindAsync(InboundRows.Partition, InboundRows.Key(id), cancellationToken).ConfigureAwait(false);
        return row is null ? null : InboundRows.Read(row);
    }

    public async Task<Page<InboundMessage>> ListAsync(string? account, MessageId? before, int limit, CancellationToken cancellationToken)
    {
        var found = new Dictionary<MessageId, InboundMessage>();
        lock (state.Gate)
        {
            foreach (var message in state.Inbound.All.Where(message =>
                (account is null || message.Account == account) && (before is not { } end || IdOrder.Instance.Compare(message.Id, end) < 0)))
            {
                found.Add(message.Id, message);
            }
        }

        // One more than asked for tells whether there is a next page.
        var taken = 0;
        var rows = _table.QueryAsync<TableEntity>(InboundRows.Filter(account, before), Math.Min(limit + 1, TableReads.PageRows), cancellationToken: cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            var message = InboundRows.Read(row);
            found.TryAdd(message.Id, message);
            if (++taken > limit)
            {
                break;
            }
        }

        var page = found.Values.OrderByDescending(static message => message.Id, IdOrder.Instance).Take(limit).ToList();
        return new Page<InboundMessage>(page, found.Count > page.Count ? page[^1].Id.ToString() : null);
    }

    /// <summary>Those of one sender, by the index; what is older than the index is looked through, a bounded number a page.</summary>
    public async Task<Page<InboundMessage>> ListOfAsync(string account, Msisdn from, MessageId? before, int limit, CancellationToken cancellationToken)
    {
        var found = new List<InboundMessage>();
        foreach (var id in await IdsOfAsync(account, from, before, cancellationToken).ConfigureAwait(false))
        {
            if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } message && message.Account == account && IsOf(message, from))
            {
                found.Add(message);
                if (found.Count == limit)
                {
                    return new Page<InboundMessage>(found, id.ToString());
                }
            }
        }

        return persons.From == default
            ? new Page<InboundMessage>(found, null)
            : await AddOlderAsync(account, from, before is { } end && IdOrder.Instance.Compare(end, persons.From) < 0 ? end : persons.From, limit, found, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ids of those in memory, and of those that the index has, newest first.</summary>
    private async Task<IEnumerable<MessageId>> IdsOfAsync(string account, Msisdn from, MessageId? before, CancellationToken cancellationToken)
    {
        var ids = new SortedSet<MessageId>(IdOrder.Instance);
        lock (state.Gate)
        {
            ids.UnionWith(state.Inbound.All.Where(message => message.Account == account && IsOf(message, from)).Select(static message => message.Id));
        }

        var end = before ?? new MessageId(new SortableId(ulong.MaxValue, ulong.MaxValue));
        ids.UnionWith(await persons.FindAsync(PersonRows.Received, account, from, persons.From, end, cancellationToken).ConfigureAwait(false));
        return ids.Reverse().Where(id => IdOrder.Instance.Compare(id, end) < 0 && IdOrder.Instance.Compare(id, persons.From) >= 0);
    }

    private async Task<Page<InboundMessage>> AddOlderAsync(
        string account, Msisdn from, MessageId before, int limit, List<InboundMessage> found, CancellationToken cancellationToken)
    {
        var cursor = before;
        for (var looked = 0; looked < MostLooked; looked += TableReads.PageRows)
        {
            var page = await ListAsync(account, cursor, TableReads.PageRows, cancellationToken).ConfigureAwait(false);
            foreach (var message in page.Items.Where(message => IsOf(message, from)))
            {
                found.Add(message);
                if (found.Count == limit)
                {
                    return new Page<InboundMessage>(found, message.Id.ToString());
                }
            }

            if (!MessageId.TryParse(page.Next, out var next))
            {
                return new Page<InboundMessage>(found, null);
            }

            cursor = next;
        }

        return new Page<InboundMessage>(found, cursor.ToString());
    }

    private static bool IsOf(InboundMessage message, Msisdn number) => message.From == number.ToString();

    public IReadOnlyList<InboundPart> Parts(string carrier)
    {
        lock (state.Gate)
        {
            return [.. state.Parts.Values.Where(part => part.Carrier == carrier)];
        }
    }
}
