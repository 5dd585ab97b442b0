using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Recipients;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Webhooks;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Submission;

/// <summary>
/// The road of an account's requests, many at once: check, admit, decide, route, commit, hand over. Nothing is accepted before the commit, everything after
/// it. Each request has a result of its own.
/// </summary>
internal sealed partial class MessageAcceptor(
    GrainReferences grains,
    IMessageStore store,
    RoutingView routing,
    IdempotentRequests answers,
    CallbackUsers callbacks,
    CapPlaces places,
    ComplianceData data,
    IdGenerator ids,
    TimeProvider time,
    ILogger<MessageAcceptor> logger)
{
    private const int RetryAfterSeconds = 1;

    public async Task<IReadOnlyList<SubmitResult>> AcceptAsync(
        IReadOnlyList<SubmitRequest> requests, ActiveAccount active, CancellationToken cancellationToken)
    {
        var now = time.GetUnixMicros();
        var account = active.Config;
        var all = new PendingRequest[requests.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = Check(requests[i], account, now);
        }

        await AdmitAsync(all, active);
        var open = Array.FindAll(all, static pending => pending.IsOpen);
        if (open.Length > 0)
        {
            await routing.RefreshAsync(cancellationToken);
            Array.ForEach(open, pending => pending.Draw(ids));
            await DecideAsync(open, active.Policy, now);
            await CommitAsync(Array.FindAll(open, static pending => pending.IsOpen), now, cancellationToken);
        }

        return Array.ConvertAll(all, static pending => pending.Result!);
    }

    private static PendingRequest Check(SubmitRequest request, AccountConfig account, long now)
    {
        var check = RequestChecks.Check(request, account, now);
        var pending = new PendingRequest(request, check);
        if (check.Draft is null || check.Recipients.Count == 0)
        {
            pending.Result = new SubmitResult { Verdict = SubmitVerdict.Invalid, Errors = check.Errors, Rejected = request.Recipients.Count };
        }

        return pending;
    }

    /// <summary>One call for all requests, and none for an account that has no limits.</summary>
    private async ValueTask AdmitAsync(PendingRequest[] all, ActiveAccount account)
    {
        var open = Array.FindAll(all, static pending => pending.IsOpen);
        if (open.Length > 0 && (account.Config.TpsLimit > 0 || account.Policy.CountsTraffic))
        {
            var admissions = await grains.Account(account.Config.Id).AdmitAsync(Array.ConvertAll(open, static pending => pending.Wish));
            for (var i = 0; i < open.Length; i++)
            {
                open[i].Admission = admissions[i];
                open[i].Result = admissions[i].Admitted ? null : OverLimit(admissions[i]);
            }
        }

        foreach (var pending in open)
        {
            if (pending.IsOpen && pending.Request.CallbackUrl is not null)
            {
                await callbacks.NoteAsync(account.Config.Id);
            }
        }
    }

    private static SubmitResult OverLimit(in Admission admission)
    {
        var refused = SubmitResult.Refused(
            SubmitVerdict.RateLimited, "The account is over its admission limit; nothing was accepted.", admission.RetryAfterSeconds);
        return refused with { RateLimit = admission.State };
    }

    /// <summary>One call per shard of recipients, all at once. A request with a recipient that cannot be asked ends; the others go on.</summary>
    private async Task DecideAsync(PendingRequest[] open, AccountPolicy policy, long now)
    {
        var asked = new ShardedRequests(policy, open.Sum(static pending => pending.Count), grains, logger);
        Array.ForEach(open, pending => pending.Ask(asked, policy.RequireOptOutRoute ? data.Keywords : null, now));
        var decisions = await asked.DecideAsync();
        var words = new DecisionWords(policy.Version);
        var first = 0;
        foreach (var pending in open)
        {
            var own = decisions.AsMemory(first, pending.Count);
            pending.Shards = asked.PlacesBy(own.Span, first);
            first += own.Length;
            var messages = pending.Make(policy.Account, own.Span, now);
            if (messages.Length < own.Length)
            {
                pending.Result = SubmitResult.Refused(SubmitVerdict.Unavailable, "A recipient's rules could not be asked; nothing was accepted.", RetryAfterSeconds);
                await places.GiveBackAsync(messages);
            }
            else
            {
                pending.Rows = Place(pending, messages, own.Span, words, now);
            }
        }
    }

    private NewMessage[] Place(PendingRequest pending, Message[] messages, ReadOnlySpan<Decision?> decisions, DecisionWords words, long now)
    {
        var sendAt = pending.SendAt(now);
        var rows = new NewMessage[decisions.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var decision = decisions[i]!.Value;
            var bind = decision.Kind == DecisionKind.Send && sendAt is null ? routing.Choose(messages[i].To) : null;
            rows[i] = Placement.Of(messages[i], decision, words.Of(decision), bind, sendAt);
        }

        return rows;
    }

    private async Task CommitAsync(PendingRequest[] open, long now, CancellationToken cancellationToken)
    {
        if (open.Length == 0)
        {
            return;
        }

        IReadOnlyList<CommitResult> committed;
        var results = Array.ConvertAll(open, static pending => pending.Describe());
        try
        {
            committed = await store.CommitManyAsync([.. open.Select((pending, i) => ChangesOf(pending, results[i], now))], LaneOf(open), CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            var messages = open.SelectMany(static pending => pending.Rows).Select(static row => row.Message);
            await (e.MayBeWritten ? places.RereadAsync(messages) : places.GiveBackAsync(messages));
            throw;
        }

        for (var i = 0; i < open.Length; i++)
        {
            open[i].Result = committed[i].Outcome == CommitOutcome.Written ? results[i] : await NotWrittenAsync(open[i], committed[i].Outcome, cancellationToken);
        }

        NewMessage[] rows = [.. open.Where((_, i) => committed[i].Outcome == CommitOutcome.Written).SelectMany(static pending => pending.Rows)];
        await GiveBackAsync(rows);
        await HandOverAsync(rows);
    }

    /// <summary>Where another process was faster with the same key, its answer is the first. Where recipients have moved to another silo, they are asked again by the next request.</summary>
    private async Task<SubmitResult> NotWrittenAsync(PendingRequest pending, CommitOutcome outcome, CancellationToken cancellationToken)
    {
        await places.GiveBackAsync(pending.Rows.Select(static row => row.Message));
        if (outcome != CommitOutcome.KeyExists)
        {
            LogNotWritten(logger, outcome == CommitOutcome.EpochLost ? LogLevel.Information : LogLevel.Error, outcome);
            return SubmitResult.Refused(SubmitVerdict.Unavailable, "The store did not take the messages; nothing was accepted.", RetryAfterSeconds);
        }

        return await answers.FindAsync(pending.Request.Idempotency!, cancellationToken)
            ?? SubmitResult.Refused(SubmitVerdict.KeyInFlight, "A request with this Idempotency-Key is being worked on.", RetryAfterSeconds);
    }

    private ChangeSet ChangesOf(PendingRequest pending, SubmitResult result, long now) => new()
    {
        NewMessages = pending.Rows,
        Shards = pending.Shards,
        Batch = pending.DescribeBatch(now),
        Idempotency = pending.Request.Idempotency is { } key ? answers.Record(key, result, now) : null,
    };

    /// <summary>Requests come together by lane: where one is a code, all are.</summary>
    private static CommitLane LaneOf(PendingRequest[] open) =>
        open[0].Request.Category == MessageCategory.Authentication ? CommitLane.First : CommitLane.Bulk;

    /// <summary>Gives reservations back of messages that no carrier takes.</summary>
    private Task GiveBackAsync(NewMessage[] rows) => Array.Exists(rows, static row => row.Status == MessageStatus.Failed)
        ? places.GiveBackAsync(rows.Where(static row => row.Status == MessageStatus.Failed).Select(static row => row.Message))
        : Task.CompletedTask;

    /// <summary>The rows are durable: should a bind not answer, it finds them in the store.</summary>
    private async Task HandOverAsync(NewMessage[] rows)
    {
        foreach (var group in rows.Where(row => row.Bind is not null).GroupBy(row => row.Bind!.Value))
        {
            await EnqueueAsync(group.Key, [.. group.Select(row => new QueuedMessage(row.Message, 0, 0))]);
        }
    }

    private async ValueTask EnqueueAsync(BindKey bind, QueuedMessage[] messages)
    {
        try
        {
            await grains.Bind(bind).EnqueueAsync(messages);
        }
        catch (Exception e)
        {
            // Whatever it is: the messages are accepted, and to say otherwise would have them sent twice.
            LogNotHandedOver(logger, messages.Length, bind, e);
        }
    }

    [LoggerMessage(Message = "The store did not take a request's messages: {Outcome}")]
    private static partial void LogNotWritten(ILogger logger, LogLevel level, CommitOutcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages for {Bind} were not handed over; they stay in the store until the bind looks")]
    private static partial void LogNotHandedOver(ILogger logger, int count, BindKey bind, Exception exception);
}
