using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Recipients;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Webhooks;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Submission;

/// <summary>The road of a request: check, decide, route, commit, hand over. Nothing is accepted before the commit, everything after it.</summary>
internal sealed partial class MessageAcceptor(
    GrainReferences grains,
    IMessageStore store,
    RoutingView routing,
    IdempotentRequests answers,
    CallbackUsers callbacks,
    CapPlaces places,
    IdGenerator ids,
    TimeProvider time,
    ILogger<MessageAcceptor> logger)
{
    public async Task<SubmitResult> AcceptAsync(SubmitRequest request, AccountConfig account, CancellationToken cancellationToken)
    {
        var now = time.GetUnixMicros();
        var check = RequestChecks.Check(request, account, now);
        if (check.Draft is not { } draft || check.Recipients.Count == 0)
        {
            return new SubmitResult { Verdict = SubmitVerdict.Invalid, Errors = check.Errors, Rejected = request.Recipients.Count };
        }

        var admission = await AdmitAsync(account, check.Recipients.Count * draft.Text.Segments);
        if (!admission.Admitted)
        {
            var refused = SubmitResult.Refused(
                SubmitVerdict.RateLimited, "The account is over its admission limit; nothing was accepted.", admission.RetryAfterSeconds);
            return refused with { RateLimit = admission.State };
        }

        if (request.CallbackUrl is not null)
        {
            await callbacks.NoteAsync(account.Id);
        }

        await routing.RefreshAsync(cancellationToken);
        var batch = request.IsBatch ? new BatchId(ids.Next()) : (BatchId?)null;
        var messages = Draw(request, account, draft, check.Recipients, batch, admission, now);
        var decisions = await DecideAsync(messages, account, draft.SendAt is not null && draft.SendAt > now);
        var rows = Place(messages, decisions, draft, now);
        return await CommitAsync(request, check, batch, rows, admission, now, cancellationToken);
    }

    private ValueTask<Admission> AdmitAsync(AccountConfig account, int segments) =>
        account.TpsLimit == 0
            ? new(new Admission(true, 0, 0, null, 0))
            : grains.Account(account.Id).AdmitAsync(segments);

    private Message[] Draw(
        SubmitRequest request, AccountConfig account, Draft draft, IReadOnlyList<DraftRecipient> recipients, BatchId? batch, in Admission admission, long now)
    {
        var messages = new Message[recipients.Count];
        var begin = Math.Max(now, draft.SendAt ?? 0);
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = new Message
            {
                Id = new MessageId(ids.Next()),
                Account = account.Id,
                To = recipients[i].To,
                From = draft.From,
                Body = draft.Text.Text,
                Category = request.Category,
                Encoding = draft.Encoding,
                Segments = draft.Text.Segments,
                CreatedAt = now,
                ExpiresAt = begin + UnixMicros.From(draft.Validity),
                NotBefore = Math.Max(draft.SendAt ?? 0, PaceOf(admission, i * draft.Text.Segments)),
                Batch = batch,
                ClientReference = recipients[i].ClientReference,
                Tags = request.Tags,
                CallbackUrl = request.CallbackUrl,
                CountsTowardsCap = account.RecipientCap?.Counts(request.Category) == true,
            };
        }

        return messages;
    }

    /// <summary>When the account's limit lets a segment go; 0 = at once.</summary>
    private static long PaceOf(in Admission admission, int segmentsBefore) =>
        admission.IntervalMicros == 0 ? 0 : admission.StartAt + (long)(segmentsBefore * admission.IntervalMicros);

    /// <summary>One call per recipient. A scheduled message is only asked about now; it reserves its place when it goes.</summary>
    private async Task<Decision[]> DecideAsync(Message[] messages, AccountConfig account, bool dryRun)
    {
#pragma warning disable CA2012 // Each is awaited exactly once, below: so the calls to many recipients overlap.
        var asked = new ValueTask<Decision>[messages.Length];
        for (var i = 0; i < messages.Length; i++)
        {
            asked[i] = grains.Recipient(messages[i].To).DecideAsync(RequestFor(messages[i], account, dryRun));
        }
#pragma warning restore CA2012

        var decisions = new Decision[messages.Length];
        for (var i = 0; i < asked.Length; i++)
        {
            decisions[i] = await asked[i];
        }

        return decisions;
    }

    private static DecisionRequest RequestFor(Message message, AccountConfig account, bool dryRun) =>
        new(message.Id, account.Id, message.Category, message.From, message.Segments, account.RecipientCap, message.CreatedAt, dryRun);

    private NewMessage[] Place(Message[] messages, Decision[] decisions, Draft draft, long now)
    {
        var sendAt = draft.SendAt > now ? draft.SendAt : null;
        var rows = new NewMessage[messages.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var decision = decisions[i];
            var message = messages[i].Segments > 1 ? messages[i] with { ConcatenationReference = decision.ConcatenationReference } : messages[i];
            if (message.CountsTowardsCap && decision.Kind == DecisionKind.Suppress)
            {
                message = message with { CountsTowardsCap = false };
            }

            var bind = decision.Kind == DecisionKind.Send && sendAt is null ? routing.Choose(message.To) : null;
            rows[i] = Placement.Of(message, decision, bind, sendAt);
        }

        return rows;
    }

    private async Task<SubmitResult> CommitAsync(
        SubmitRequest request, CheckedRequest check, BatchId? batch, NewMessage[] rows, Admission admission, long now, CancellationToken cancellationToken)
    {
        var result = Describe(request, check, batch, rows) with { RateLimit = admission.State };
        var changes = new ChangeSet
        {
            NewMessages = rows,
            Batch = batch is { } id ? RecordOf(id, check, request, rows, now) : null,
            Idempotency = request.Idempotency is { } key ? answers.Record(key, result, now) : null,
        };
        try
        {
            var committed = await store.CommitAsync(changes, LaneOf(request), CancellationToken.None);
            if (committed.Outcome == CommitOutcome.KeyExists)
            {
                await ReleaseAsync(rows);
                return await answers.FindAsync(request.Idempotency!, cancellationToken)
                    ?? SubmitResult.Refused(SubmitVerdict.KeyInFlight, "A request with this Idempotency-Key is being worked on.", 1);
            }
        }
        catch (StoreUnavailableException)
        {
            await ReleaseAsync(rows);
            throw;
        }

        await GiveBackAsync(rows);
        await HandOverAsync(rows);
        return result;
    }

    private static CommitLane LaneOf(SubmitRequest request) =>
        request.Category == MessageCategory.Authentication ? CommitLane.Urgent : CommitLane.Bulk;

    private static BatchRecord RecordOf(BatchId id, CheckedRequest check, SubmitRequest request, NewMessage[] rows, long now) => new()
    {
        Id = id,
        Account = rows[0].Message.Account,
        Accepted = rows.Length,
        Rejected = request.Recipients.Count - check.Recipients.Count,
        CreatedAt = now,
        First = rows[0].Message.Id,
        Last = rows[^1].Message.Id,
    };

    private static SubmitResult Describe(SubmitRequest request, CheckedRequest check, BatchId? batch, NewMessage[] rows) => new()
    {
        Verdict = SubmitVerdict.Accepted,
        Message = request.IsBatch ? null : Describe(rows[0]),
        Batch = batch,
        Accepted = rows.Length,
        Rejected = request.Recipients.Count - check.Recipients.Count,
        Errors = check.Errors,
    };

    private static SubmittedMessage Describe(NewMessage row) => new(
        row.Message.Id, row.Status, row.Reason, row.Message.To, row.Message.From, row.Message.Segments, row.Message.Encoding,
        row.Message.CreatedAt, row.Message.Category, row.Message.ClientReference, row.DueAt);

    /// <summary>Gives reservations back when nothing was accepted.</summary>
    private async Task ReleaseAsync(NewMessage[] rows)
    {
        foreach (var row in rows)
        {
            if (row.Message.CountsTowardsCap)
            {
                await grains.Recipient(row.Message.To).ReleaseAsync(row.Message.Account, row.Message.Id);
            }
        }
    }

    /// <summary>Gives reservations back of messages that no carrier takes.</summary>
    private Task GiveBackAsync(NewMessage[] rows) => Array.Exists(rows, static row => row.Status == MessageStatus.Failed)
        ? places.GiveBackAsync(rows.Where(static row => row.Status == MessageStatus.Failed).Select(static row => row.Message))
        : Task.CompletedTask;

    /// <summary>The rows are durable: should a bind not answer, it finds them in the store.</summary>
    private async Task HandOverAsync(NewMessage[] rows)
    {
        if (rows.Length == 1)
        {
            if (rows[0].Bind is { } bind)
            {
                await EnqueueAsync(bind, [new QueuedMessage(rows[0].Message, 0, 0)]);
            }

            return;
        }

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages for {Bind} were not handed over; they stay in the store until the bind looks")]
    private static partial void LogNotHandedOver(ILogger logger, int count, BindKey bind, Exception exception);
}
