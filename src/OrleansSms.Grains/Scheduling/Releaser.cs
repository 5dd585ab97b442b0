using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Carriers;
using OrleansSms.Grains.Recipients;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Submission;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Scheduling;

/// <summary>
/// Looks at messages whose time has come: asks the rules again, then queues, holds on, suppresses or ends them. A page at a time, and all of an account's messages of a
/// page at once: in the morning a million may be due within minutes.
/// </summary>
internal sealed class Releaser(GrainReferences grains, IMessageStore store, RoutingView routing, CapPlaces places, ComplianceData data, TimeProvider time, ILogger<Releaser> logger)
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
        var steps = new List<Step>(due.Count);
        steps.AddRange(due.Where(record => IsOver(record, now)).Select(record => new Step(record, End(record, now))));
        var shards = new List<ShardEpoch>();
        foreach (var account in due.Where(record => !IsOver(record, now)).GroupBy(static record => record.Message.Account))
        {
            steps.AddRange(await DecideAsync(await PolicyOfAsync(account.Key), [.. account], shards, now));
        }

        if (steps.Count == 0)
        {
            return false;
        }

        var set = new ChangeSet { Changes = steps.ConvertAll(static step => step.Change), Shards = shards };
        var result = await store.CommitAsync(set, CommitLane.Bulk, CancellationToken.None);
        if (result.Outcome == CommitOutcome.EpochLost)
        {
            // Recipients have moved to another silo: all are still due.
            return false;
        }

        await HandOverAsync(steps, result);

        // What could not be asked is still due, and would be read again at once.
        return due.Count == PageMessages && steps.Count == due.Count;
    }

    private static bool IsOver(MessageRecord record, long now) => record.Status == MessageStatus.Sending || record.Message.ExpiresAt <= now;

    private static MessageChange End(MessageRecord record, long now) => record.Status == MessageStatus.Sending
        ? Change(record, MessageStatus.Failed, Uncertain.Reason, now, TimelineKind.Ended)
        : Change(record, MessageStatus.Expired, LaneChanges.ValidityOver, now, TimelineKind.Ended);

    private async Task<AccountPolicy> PolicyOfAsync(string account) =>
        (await grains.Account(account).GetActiveAsync())?.Policy ?? AccountPolicies.Compile(new AccountConfig { Id = account }, null, data);

    /// <summary>Those whose recipients could not be asked are left out: they stay due.</summary>
    private async Task<IEnumerable<Step>> DecideAsync(AccountPolicy policy, MessageRecord[] records, List<ShardEpoch> shards, long now)
    {
        var asked = new ShardedRequests(policy, records.Length, grains, logger);
        Array.ForEach(records, record => asked.Add(DecisionRequest.For(record.Message, now)));
        var decisions = await asked.DecideAsync();
        shards.AddRange(asked.PlacesBy(decisions, 0));
        return records.Zip(decisions).Where(static row => row.Second is not null).Select(row => Decided(row.First, row.Second!.Value, now));
    }

    private Step Decided(MessageRecord record, in Decision decision, long now)
    {
        if (decision.Kind == DecisionKind.Suppress)
        {
            return new Step(record, Change(record, MessageStatus.Suppressed, decision.Reason, now, TimelineKind.Ended, DecisionWords.Describe(decision)));
        }

        if (decision.Kind == DecisionKind.Hold)
        {
            var held = Change(record, MessageStatus.Held, decision.Reason, now, TimelineKind.Held, DecisionWords.Describe(decision));
            return new Step(record, held with { DueAt = Placement.DueAt(record.Message, decision) });
        }

        if (routing.Choose(record.Message.To) is not { } bind)
        {
            return new Step(record, Change(record, MessageStatus.Failed, Placement.NoRoute, now, TimelineKind.Ended));
        }

        var queued = Change(record, MessageStatus.Queued, null, now, TimelineKind.Queued);
        return new Step(record, queued with { Bind = bind, Entry = new(now, TimelineKind.Queued, bind.ToString(), Detail: DecisionWords.Describe(decision)) }, decision.ValidUntil);
    }

    private async Task HandOverAsync(List<Step> steps, CommitResult result)
    {
        await places.GiveBackAsync(steps.Where((step, i) => step.HasPlace && result.States[i].After != MessageStatus.Queued).Select(static step => step.Record.Message));
        foreach (var bind in steps.Where((step, i) => step.Change.Bind is not null && result.States[i].After == MessageStatus.Queued).GroupBy(static step => step.Change.Bind!.Value))
        {
            await grains.Bind(bind.Key).EnqueueAsync([.. bind.Select(static step => step.Queued)]);
        }
    }

    private static MessageChange Change(MessageRecord record, MessageStatus to, string? reason, long now, TimelineKind kind, string? detail = null) => new()
    {
        Id = record.Message.Id,
        To = to,
        At = now,
        Reason = reason,
        OnlyUpTo = record.Status,
        Entry = new TimelineEntry(now, kind, Detail: detail ?? reason),
    };

    /// <summary>What becomes of a message that is due.</summary>
    /// <param name="Record">The message.</param>
    /// <param name="Change">Its step.</param>
    /// <param name="LeaseUntil">Until when it may go, when it is queued.</param>
    private readonly record struct Step(MessageRecord Record, MessageChange Change, long LeaseUntil = 0)
    {
        /// <summary>Whether the recipient was asked and said yes: then the message has a place in its cap.</summary>
        public bool HasPlace => Change.To == MessageStatus.Queued || Change.Reason == Placement.NoRoute;

        public QueuedMessage Queued => new(Record.Message, Record.Attempts, Record.SentMask, RenewedUntil: LeaseUntil, RenewedAt: Change.At);
    }
}
