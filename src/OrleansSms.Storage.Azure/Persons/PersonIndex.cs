using Azure;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Persons;

/// <summary>
/// The index by person at the store's owner. It is written before the rows that it leads to, so that nothing is missing in it that the journal does not have any more. A silo of a version without the
/// index may have been the owner before: then it has all from now on only, and what is older is walked through.
/// </summary>
internal sealed class PersonIndex(StorageAccess access, TimeProvider time)
{
    private const string Begin = "begin";
    private const string FromColumn = "From";
    private const string OwnersColumn = "Owners";

    /// <summary>Owners that are remembered: only the last is asked for, but several silos may be about to become it.</summary>
    private const int MaxOwners = 32;

    /// <summary>Clocks of silos may differ by so much: the rows that are there have no later ids.</summary>
    private const long SlackMs = 60_000;

    private const int KeyCounterBits = 16;

    private readonly TableClient _table = access.Table(PersonRows.Table);

    /// <summary>Messages in rows from this id on are in the index; those before it may not be.</summary>
    public MessageId From { get; private set; }

    /// <summary>Says, before somebody becomes the owner, that it will keep the index.</summary>
    public Task AnnounceAsync(Guid owner, CancellationToken cancellationToken) =>
        ChangeAsync(row => row[OwnersColumn] = string.Join(' ', OwnersOf(row).TakeLast(MaxOwners - 1).Append(owner.ToString("N"))), cancellationToken);

    /// <summary>Begins to keep it.</summary>
    /// <param name="before">The owner before; null = the store is new.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task OpenAsync(Guid? before, CancellationToken cancellationToken)
    {
        var row = await ChangeAsync(
            row =>
            {
                if (before is { } owner && !OwnersOf(row).Contains(owner.ToString("N")))
                {
                    row[FromColumn] = (time.GetUtcNow().ToUnixTimeMilliseconds() + SlackMs) << KeyCounterBits;
                }
            },
            cancellationToken).ConfigureAwait(false);
        From = new MessageId(new SortableId((ulong)(row.GetInt64(FromColumn) ?? 0), 0));
    }

    /// <summary>Takes up messages that are about to get their rows.</summary>
    public Task AddAsync(string partition, IEnumerable<(MessageId Message, string Account, Msisdn Number)> messages, CancellationToken cancellationToken) => _table.InsertAsync(
        PersonRows.Of(partition, messages.Where(static it => !it.Number.IsNone).Select(static it => new PersonMark(PersonRows.HashOf(it.Account, it.Number), it.Message))),
        cancellationToken);

    /// <summary>Ids of messages that may be those of a person, from an id on and before another, newest first.</summary>
    public async Task<IReadOnlyList<MessageId>> FindAsync(string partition, string account, Msisdn number, MessageId from, MessageId before, CancellationToken cancellationToken)
    {
        var hash = PersonRows.HashOf(account, number);
        var (after, last) = PersonRows.RangeOf(hash);
        var found = new SortedSet<MessageId>(IdOrder.Instance);
        await foreach (var row in _table.RangeAsync(partition, after, last, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.UnionWith(PersonRows.Find(row, hash).Where(id => IdOrder.Instance.Compare(id, from) >= 0 && IdOrder.Instance.Compare(id, before) < 0));
        }

        return [.. found.Reverse()];
    }

    private static string[] OwnersOf(TableEntity row) => row.GetString(OwnersColumn)?.Split(' ') ?? [];

    private async Task<TableEntity> ChangeAsync(Action<TableEntity> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await _table.FindAsync(Begin, Begin, cancellationToken).ConfigureAwait(false);
            var changed = row ?? new TableEntity(Begin, Begin);
            change(changed);
            try
            {
                await (row is null ? _table.AddEntityAsync(changed, cancellationToken) : _table.UpdateEntityAsync(changed, row.ETag, TableUpdateMode.Replace, cancellationToken)).ConfigureAwait(false);
                return changed;
            }
            catch (RequestFailedException error) when (Conflict.Is(error))
            {
                // Another silo was faster.
            }
        }
    }
}
