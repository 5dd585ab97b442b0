using System.Collections.Concurrent;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Loading;

/// <summary>Reads messages that are not in memory from their rows.</summary>
internal sealed class MessageLoader(StorageAccess access, StoreState state)
{
    /// <summary>From so many ids of a partition on, its range is read instead of each row by itself.</summary>
    private const int MinRange = 8;

    /// <summary>Requests at a time.</summary>
    private const int Parallel = 16;

    private readonly TableClient _table = access.Table(MessageRows.Table);

    /// <summary>Whether a message that is not in memory may have a row.</summary>
    public bool MayHaveRow(MessageId id) => id.Value.High <= state.ForgottenUpTo;

    /// <summary>
    /// Takes messages that exist into memory and holds them there until the result is disposed of: a commit that follows finds them.
    /// </summary>
    public async Task<Pins> PinAsync(IEnumerable<MessageId> ids, CancellationToken cancellationToken)
    {
        var pins = new Pins(state);
        List<MessageId>? missing = null;
        lock (state.Gate)
        {
            foreach (var id in ids)
            {
                if (!pins.TryAdd(id) && MayHaveRow(id))
                {
                    (missing ??= []).Add(id);
                }
            }
        }

        if (missing is null)
        {
            return pins;
        }

        var loaded = await ReadAsync(missing, cancellationToken).ConfigureAwait(false);
        lock (state.Gate)
        {
            foreach (var message in loaded.Values)
            {
                state.Enter(message);
                pins.TryAdd(message.Id);
            }
        }

        return pins;
    }

    /// <summary>Reads rows; those that do not exist are left out.</summary>
    public async Task<IReadOnlyDictionary<MessageId, HeldMessage>> ReadAsync(IReadOnlyCollection<MessageId> ids, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<MessageId, HeldMessage>();
        var reads = ids.Distinct().GroupBy(MessageRows.Partition).SelectMany(Plan);
        await Refusal.GuardAsync(async () =>
        {
            await System.Threading.Tasks.Parallel.ForEachAsync(
                reads,
                new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
                async (read, token) => await ReadAsync(read.Partition, read.Ids, found, token).ConfigureAwait(false)).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        return found;
    }

    private static IEnumerable<(string Partition, MessageId[] Ids)> Plan(IGrouping<string, MessageId> partition)
    {
        var ids = partition.Order(IdOrder.Instance).Reverse().ToArray();
        return ids.Length >= MinRange ? [(partition.Key, ids)] : ids.Select(id => (partition.Key, new[] { id }));
    }

    private async Task ReadAsync(string partition, MessageId[] ids, ConcurrentDictionary<MessageId, HeldMessage> found, CancellationToken cancellationToken)
    {
        if (ids.Length == 1)
        {
            if (await _table.FindAsync(partition, MessageRows.Key(ids[0]), cancellationToken).ConfigureAwait(false) is { } row)
            {
                found[ids[0]] = MessageRows.Read(row);
            }

            return;
        }

        // Newest first, as the keys are.
        var wanted = ids.ToDictionary(MessageRows.Key);
        await foreach (var row in _table.RangeAsync(
            partition, MessageRows.Key(ids[0])[..^1], MessageRows.Key(ids[^1]), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (wanted.TryGetValue(row.RowKey, out var id))
            {
                found[id] = MessageRows.Read(row);
            }
        }
    }
}
