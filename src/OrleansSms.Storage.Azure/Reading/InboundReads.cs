using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Reading;

/// <summary>Reads messages from handsets: those in memory, then rows.</summary>
internal sealed class InboundReads(StorageAccess access, StoreState state)
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

    /// <summary>Those of one sender. There is no index for it: a page looks at a bounded number, and says where the next one goes on.</summary>
    public async Task<Page<InboundMessage>> ListOfAsync(string account, Msisdn from, MessageId? before, int limit, CancellationToken cancellationToken)
    {
        var (sender, found, cursor) = (from.ToString(), new List<InboundMessage>(), before);
        for (var looked = 0; looked < MostLooked; looked += TableReads.PageRows)
        {
            var page = await ListAsync(account, cursor, TableReads.PageRows, cancellationToken).ConfigureAwait(false);
            foreach (var message in page.Items.Where(message => message.From == sender))
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

        return new Page<InboundMessage>(found, cursor?.ToString());
    }

    public IReadOnlyList<InboundPart> Parts(string carrier)
    {
        lock (state.Gate)
        {
            return [.. state.Parts.Values.Where(part => part.Carrier == carrier)];
        }
    }
}
