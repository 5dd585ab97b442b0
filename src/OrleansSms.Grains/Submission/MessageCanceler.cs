using OrleansSms.Contracts.Carriers;
using OrleansSms.Contracts.Submission;
using OrleansSms.Grains.Recipients;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Submission;

/// <summary>
/// Takes messages back. One that waits for its time is canceled in the store; one in a lane only by its bind, which alone knows
/// whether it has been handed to the session.
/// </summary>
internal sealed class MessageCanceler(IGrainFactory grains, IMessageStore store, CapPlaces places, TimeProvider time)
{
    private const int PageMessages = 200;

    public async Task<CancelResult> CancelAsync(string account, MessageId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(account, id, cancellationToken) is not { } message)
        {
            return new CancelResult(CancelVerdict.NotFound, null);
        }

        await CancelAsync([message], cancellationToken);
        var after = await FindAsync(account, id, cancellationToken);
        return new CancelResult(after?.Status == MessageStatus.Canceled ? CancelVerdict.Canceled : CancelVerdict.TooLate, after);
    }

    public async Task<int?> CancelBatchAsync(string account, BatchId id, CancellationToken cancellationToken)
    {
        return await store.ReadBatchAsync(id, cancellationToken) is { } batch && batch.Batch.Account == account
            ? await CancelAllAsync(new MessageFilter { Account = account, Batch = id }, cancellationToken)
            : null;
    }

    /// <summary>Cancels what waits for a recipient; how many that were.</summary>
    public Task<int> CancelAllToAsync(string account, Msisdn number, CancellationToken cancellationToken) =>
        CancelAllAsync(new MessageFilter { Account = account, To = number }, cancellationToken);

    private async Task<int> CancelAllAsync(MessageFilter filter, CancellationToken cancellationToken)
    {
        var canceled = 0;
        MessageId? before = null;
        do
        {
            var page = await store.ListAsync(filter with { Before = before, Limit = PageMessages }, cancellationToken);
            canceled += await CancelAsync(page.Items, cancellationToken);
            before = MessageId.TryParse(page.Next, out var next) ? next : null;
        }
        while (before is not null);

        return canceled;
    }

    /// <summary>Takes back what no carrier has yet of a campaign: first what waits in lanes, then what waits for its time.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="since">When its first message may have been accepted, in Unix microseconds.</param>
    public async Task CancelCampaignAsync(string account, string campaign, long since)
    {
        foreach (var status in (MessageStatus[])[MessageStatus.Queued, MessageStatus.Held, MessageStatus.Scheduled])
        {
            MessageId? before = null;
            do
            {
                var filter = new MessageFilter { Account = account, Campaign = campaign, Status = status, CreatedFrom = since, Before = before, Limit = PageMessages };
                var page = await store.ListAsync(filter);
                await CancelAsync(page.Items, CancellationToken.None);
                before = MessageId.TryParse(page.Next, out var next) ? next : null;
            }
            while (before is not null);
        }
    }

    /// <summary>Cancels what can be; looks at those that moved into a lane meanwhile a second time.</summary>
    private async Task<int> CancelAsync(IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken)
    {
        var waiting = messages.Where(message => message.Status is MessageStatus.Scheduled or MessageStatus.Held).Select(message => message.Message.Id).ToArray();
        var canceled = await CancelWaitingAsync(waiting);
        var moved = canceled < waiting.Length ? await store.ReadAsync(waiting, cancellationToken) : [];
        foreach (var lane in messages.Concat(moved)
            .Where(message => message.Status == MessageStatus.Queued && message.Bind is not null)
            .GroupBy(message => message.Bind!.Value))
        {
            var bind = grains.GetGrain<ICarrierBindGrain>(lane.Key.ToString());
            var taken = (await bind.CancelAsync([.. lane.Select(message => message.Message.Id)])).ToHashSet();
            await places.GiveBackAsync(lane.Where(message => taken.Contains(message.Message.Id)).Select(message => message.Message));
            canceled += taken.Count;
        }

        return canceled;
    }

    private async Task<int> CancelWaitingAsync(MessageId[] ids)
    {
        if (ids.Length == 0)
        {
            return 0;
        }

        var now = time.GetUnixMicros();
        var result = await store.CommitAsync(
            new ChangeSet { Changes = [.. ids.Select(id => Canceled(id, now, MessageStatus.Held))] }, CommitLane.Urgent, CancellationToken.None);
        return result.States.Count(state => state.After == MessageStatus.Canceled && state.Before != MessageStatus.Canceled);
    }

    /// <summary>The change that cancels a message standing no further than <paramref name="upTo"/>.</summary>
    public static MessageChange Canceled(MessageId id, long now, MessageStatus upTo) => new()
    {
        Id = id,
        To = MessageStatus.Canceled,
        At = now,
        Reason = "canceled_by_sender",
        OnlyUpTo = upTo,
        Entry = new TimelineEntry(now, TimelineKind.Canceled),
    };

    private async Task<MessageRecord?> FindAsync(string account, MessageId id, CancellationToken cancellationToken)
    {
        var found = await store.ReadAsync([id], cancellationToken);
        return found.Count == 1 && found[0].Message.Account == account ? found[0] : null;
    }
}
