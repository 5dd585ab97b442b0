using OrleansSms.Storage.Azure.Loading;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Reading;

/// <summary>Reads messages by id: those in memory, then those that are not there from their rows. In this order, as a message leaves memory only behind its row.</summary>
internal sealed class MessageReads(StoreState state, MessageLoader loader)
{
    public async Task<IReadOnlyList<MessageRecord>> ReadAsync(IReadOnlyList<MessageId> ids, CancellationToken cancellationToken)
    {
        var found = await FindAsync(ids, cancellationToken).ConfigureAwait(false);
        return [.. found.OfType<HeldState>().Select(static state => state.Shown)];
    }

    /// <summary>Where messages stand, in the order of <paramref name="ids"/>; null = there is none.</summary>
    public async Task<HeldState?[]> FindAsync(IReadOnlyList<MessageId> ids, CancellationToken cancellationToken)
    {
        var found = new HeldState?[ids.Count];
        List<MessageId>? missing = null;
        for (var i = 0; i < found.Length; i++)
        {
            if (state.Messages.TryGetValue(ids[i], out var held))
            {
                found[i] = held.State;
            }
            else if (ids[i] != default)
            {
                (missing ??= []).Add(ids[i]);
            }
        }

        if (missing is null)
        {
            return found;
        }

        lock (state.Gate)
        {
            missing.RemoveAll(id => !loader.MayHaveRow(id));
        }

        var rows = await loader.ReadAsync(missing, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < found.Length; i++)
        {
            found[i] ??= rows.GetValueOrDefault(ids[i])?.State;
        }

        return found;
    }

    public async Task<IReadOnlyList<TimelineEntry>?> ReadTimelineAsync(MessageId id, CancellationToken cancellationToken) =>
        (await FindAsync([id], cancellationToken).ConfigureAwait(false))[0] is { } found ? History.ToArray(found.Timeline) : null;
}
