using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Submission;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>Takes messages back that wait for a bind, in memory or in the store, and have not been handed to its session.</summary>
internal sealed class Cancellation(BindContext context, BindLanes lanes)
{
    /// <summary>Answers those that are canceled now, durably.</summary>
    public async Task<IReadOnlyList<MessageId>> CancelAsync(IReadOnlyList<MessageId> messages)
    {
        var unknown = messages.Where(id => !lanes.Knows(id)).ToArray();
        var withdrawn = messages.Where(lanes.Withdraw).ToList();
        try
        {
            var gone = await NotOursAsync(unknown);
            withdrawn.RemoveAll(gone.Contains);
            return withdrawn.Count == 0 ? [] : await CommitAsync(withdrawn);
        }
        catch
        {
            withdrawn.ForEach(lanes.Restore);
            throw;
        }
    }

    /// <summary>Of messages that memory does not know, some may have been given to another bind, which alone can take them back.</summary>
    private async Task<HashSet<MessageId>> NotOursAsync(MessageId[] unknown)
    {
        if (unknown.Length == 0)
        {
            return [];
        }

        var ours = await context.Store.ReadAsync(unknown);
        var gone = unknown.Except(ours.Where(record => record.Bind == context.Key).Select(record => record.Message.Id)).ToHashSet();
        foreach (var id in gone)
        {
            lanes.Leave(id);
        }

        return gone;
    }

    private async Task<IReadOnlyList<MessageId>> CommitAsync(List<MessageId> withdrawn)
    {
        var now = context.Now;
        var result = await context.Store.CommitAsync(
            new ChangeSet { Changes = withdrawn.ConvertAll(id => MessageCanceler.Canceled(id, now, MessageStatus.Queued)) },
            CommitLane.Urgent,
            CancellationToken.None);
        withdrawn.ForEach(lanes.Done);
        return [.. withdrawn.Where((_, i) => result.States[i].After == MessageStatus.Canceled)];
    }
}
