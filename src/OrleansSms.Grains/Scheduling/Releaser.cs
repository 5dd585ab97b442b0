using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Carriers;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Carriers;
using OrleansSms.Grains.Recipients;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Submission;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Scheduling;

/// <summary>Looks at messages whose time has come: asks the recipient's rules again, then queues, holds on, suppresses or ends them.</summary>
internal sealed class Releaser(IGrainFactory grains, IMessageStore store, RoutingView routing, CapPlaces places, TimeProvider time)
{
    private const int PageMessages = 500;

    /// <summary>Handles one page; true when there may be more.</summary>
    public async Task<bool> ReleaseDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUnixMicros();
        var due = await store.ReadDueAsync(now, PageMessages, cancellationToken);
        if (due.Count == 0)
        {
            return false;
        }

        await routing.RefreshAsync(cancellationToken);
        var changes = new List<MessageChange>(due.Count);
        foreach (var record in due)
        {
            changes.Add(await DecideAsync(record, now));
        }

        var result = await store.CommitAsync(new ChangeSet { Changes = changes }, CommitLane.Bulk, CancellationToken.None);
        await HandOverAsync(due, changes, result);
        return due.Count == PageMessages;
    }

    private async Task<MessageChange> DecideAsync(MessageRecord record, long now)
    {
        if (record.Status == MessageStatus.Sending)
        {
            return Change(record, MessageStatus.Failed, Uncertain.Reason, now, TimelineKind.Ended);
        }

        if (record.Message.ExpiresAt <= now)
        {
            return Change(record, MessageStatus.Expired, "validity_period", now, TimelineKind.Ended);
        }

        var decision = await AskAsync(record.Message, now);
        if (decision.Kind == DecisionKind.Suppress)
        {
            return Change(record, MessageStatus.Suppressed, decision.Reason, now, TimelineKind.Ended);
        }

        if (decision.Kind == DecisionKind.Hold)
        {
            return Change(record, MessageStatus.Held, decision.Reason, now, TimelineKind.Held) with { DueAt = decision.HeldUntil };
        }

        return routing.Choose(record.Message.To) is { } bind
            ? Change(record, MessageStatus.Queued, null, now, TimelineKind.Queued) with { Bind = bind, Entry = new(now, TimelineKind.Queued, bind.ToString()) }
            : Change(record, MessageStatus.Failed, Placement.NoRoute, now, TimelineKind.Ended);
    }

    private async Task<Decision> AskAsync(Message message, long now)
    {
        var account = await grains.GetGrain<IAccountGrain>(message.Account).GetAsync() ?? new AccountConfig { Id = message.Account };
        var decisions = await grains.GetGrain<IRecipientsGrain>(RecipientShard.Of(message.To)).DecideAsync([new DecisionRequest(
            message.Id, message.To, account.Id, message.Category, message.From, message.Segments, account.RecipientCap, now)]);
        return decisions[0];
    }

    private async Task HandOverAsync(IReadOnlyList<MessageRecord> due, List<MessageChange> changes, CommitResult result)
    {
        var queued = due.Select((record, i) => (record, change: changes[i], state: result.States[i])).ToArray();
        await places.GiveBackAsync(queued.Where(row => HasPlace(row.change) && row.state.After != MessageStatus.Queued).Select(row => row.record.Message));
        foreach (var bind in queued.Where(row => row.state.After == MessageStatus.Queued && row.change.Bind is not null).GroupBy(row => row.change.Bind!.Value))
        {
            var messages = bind.Select(row => new QueuedMessage(row.record.Message, row.record.Attempts, row.record.SentMask)).ToArray();
            await grains.GetGrain<ICarrierBindGrain>(bind.Key.ToString()).EnqueueAsync(messages);
        }
    }

    /// <summary>Whether the recipient was asked and said yes: then the message has a place in its cap.</summary>
    private static bool HasPlace(MessageChange change) =>
        change.To == MessageStatus.Queued || (change.To == MessageStatus.Failed && change.Reason == Placement.NoRoute);

    private static MessageChange Change(MessageRecord record, MessageStatus to, string? reason, long now, TimelineKind kind) => new()
    {
        Id = record.Message.Id,
        To = to,
        At = now,
        Reason = reason,
        OnlyUpTo = record.Status,
        Entry = new TimelineEntry(now, kind, Detail: reason),
    };
}
