using System.Globalization;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Recipients;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Grains.Carriers;

/// <summary>What becomes of a message after a try: sent, tried again, handed to the next carrier, or ended. Writes it through the committer.</summary>
internal sealed class Settlement(BindContext context, BindLanes lanes, OutcomeCommitter committer, ReceiptDesk receipts, Handover handover, Action rebind)
{
    /// <summary>Reason of a message whose submit_sm was never answered.</summary>
    public const string Uncertain = "uncertain";

    /// <summary>A message in a lane has ended by then, whatever its validity.</summary>
    private static readonly long RecallMicros = UnixMicros.From(MessageLimits.MaxValidity);

    private readonly Dictionary<(Msisdn Recipient, string Account), long> _recalled = [];
    private readonly Queue<((Msisdn, string) Key, long At)> _recalledOrder = new();

    /// <summary>The recipient opted out of an account's messages: those accepted so far do not go.</summary>
    public void Recall(Msisdn recipient, string account, long heardAt)
    {
        if (_recalled.TryGetValue((recipient, account), out var before) && before >= heardAt)
        {
            return;
        }

        var now = context.Now;
        _recalled[(recipient, account)] = heardAt;
        _recalledOrder.Enqueue(((recipient, account), heardAt));
        while (_recalledOrder.TryPeek(out var oldest) && now - oldest.At > RecallMicros)
        {
            _recalledOrder.Dequeue();
            if (_recalled.TryGetValue(oldest.Key, out var at) && at == oldest.At)
            {
                _recalled.Remove(oldest.Key);
            }
        }
    }

    /// <summary>The carrier accepted a segment.</summary>
    public void Accepted(in SentSegment sent, string smscMessageId)
    {
        var armed = sent.Armed;
        var bit = armed.BitOf(sent.Segment);
        var segment = armed.Segments.Count == 1 && armed.Message.Segments > 1 ? -1 : sent.Segment;
        armed.SentMask |= bit;
        var id = ReceiptDesk.Normalize(smscMessageId, context.Carrier.SubmitIdBase);
        var change = Step(armed, TimelineKind.Submitted) with
        {
            To = MessageStatus.Sent,
            SentSegments = bit,
            SmscMessageId = smscMessageId,
            OpenReceipt = id.Length == 0 ? null : new ReceiptKey(context.Key.Carrier, id, segment),
        };
        committer.Add(change with
        {
            Entry = change.Entry with { Segment = sent.Segment, CommandStatus = 0, SmscMessageId = smscMessageId, Detail = Micros(sent.SentAt) },
        });
        if (id.Length > 0)
        {
            receipts.Expect(id, armed.Message, segment, bit);
        }
    }

    /// <summary>The carrier refused a segment: the timeline shows it, what follows is decided when the try is over.</summary>
    public void Refused(in SentSegment sent, CommandStatus status)
    {
        var change = Step(sent.Armed, TimelineKind.Submitted);
        committer.Add(change with
        {
            Entry = change.Entry with { Segment = sent.Segment, CommandStatus = status.Value, Detail = Micros(sent.SentAt) },
        });
    }

    /// <summary>A message that was armed but not sent goes back to its lane.</summary>
    public void Return(ArmedMessage armed)
    {
        lanes.PutBack(armed.Queued with { SentMask = armed.SentMask });
        Release(armed, static () => { });
    }

    /// <summary>Ends a message that was recalled after its intent was written and before anything of it was sent.</summary>
    public bool EndsArmed(ArmedMessage armed)
    {
        if (_recalled.Count == 0 || armed.SentMask != 0 || armed.Unanswered > 0 || !IsRecalled(armed.Message))
        {
            return false;
        }

        armed.IsSettled = true;
        Release(armed, () => End(armed.Queued, MessageStatus.Suppressed, RecipientRules.OptedOut, null));
        return true;
    }

    /// <summary>Whether a message that was taken from its lane ends before it is sent.</summary>
    public bool EndsUnsent(QueuedMessage queued, long now)
    {
        var message = queued.Message;
        if (message.ExpiresAt <= now)
        {
            End(queued, MessageStatus.Expired, "validity_period", null);
            return true;
        }

        if (_recalled.Count > 0 && IsRecalled(message))
        {
            End(queued, MessageStatus.Suppressed, RecipientRules.OptedOut, null);
            return true;
        }

        return false;
    }

    /// <summary>When nothing more of a try is under way, decides what follows.</summary>
    public void SettleIfDone(ArmedMessage armed)
    {
        if (!armed.IsOver || armed.IsSettled)
        {
            return;
        }

        armed.IsSettled = true;
        var queued = armed.Queued with { SentMask = armed.SentMask };
        if (armed.Setback is not { } setback)
        {
            var id = armed.Message.Id;
            Release(armed, () => lanes.Done(id));
            return;
        }

        if (setback.IsUncertain)
        {
            SettleUncertain(armed, queued);
        }
        else
        {
            SettleRefused(armed, queued, setback);
        }
    }

    private void SettleRefused(ArmedMessage armed, QueuedMessage queued, in Setback setback)
    {
        switch (setback.Outcome)
        {
            case SubmitOutcome.Throttled or SubmitOutcome.QueueFull:
                PutBack(armed, queued);
                break;
            case SubmitOutcome.Temporary:
                Retry(armed, queued with { Retries = queued.Retries + 1 }, setback);
                break;
            case SubmitOutcome.Session:
                PutBack(armed, queued);
                rebind();
                break;
            case SubmitOutcome.SessionLimited when queued.Attempts + 1 < SubmitOutcomes.LimitedAttempts:
                Retry(armed, Counted(queued), setback);
                rebind();
                break;
            case SubmitOutcome.Limited when queued.Attempts + 1 < SubmitOutcomes.LimitedAttempts:
                Retry(armed, Counted(queued), setback);
                break;
            default:
                GiveUp(armed, queued, setback);
                break;
        }
    }

    private void SettleUncertain(ArmedMessage armed, QueuedMessage queued)
    {
        var change = Step(armed, TimelineKind.Uncertain);
        var counted = Counted(queued);
        if (queued.Message.Category.OnUncertain() == OnUncertain.Hold || counted.Attempts >= SubmitOutcomes.LimitedAttempts)
        {
            committer.Add(HoldUncertain(queued.Message, change));
            Release(armed, () => lanes.Done(queued.Message.Id));
            return;
        }

        committer.Add(change with { Attempts = counted.Attempts });
        PutBack(armed, counted);
    }

    /// <summary>A message that may be at the carrier and must not be sent twice waits for its validity to end.</summary>
    public static MessageChange HoldUncertain(Message message, MessageChange change) =>
        change with { To = MessageStatus.Sending, Reason = Uncertain, DueAt = message.ExpiresAt };

    private void PutBack(ArmedMessage armed, QueuedMessage queued) => Release(armed, () => lanes.PutBack(queued));

    private void Retry(ArmedMessage armed, QueuedMessage queued, in Setback setback)
    {
        var wait = Backoff.Retry.Delay(queued.Attempts + queued.Retries, Random.Shared.NextDouble());
        var due = context.Now + UnixMicros.From(wait);
        var change = Step(armed, TimelineKind.Retried);
        committer.Add(change with
        {
            Attempts = queued.Attempts,
            Entry = change.Entry with { Detail = string.Create(CultureInfo.InvariantCulture, $"{Name(setback)}, again in {wait.TotalSeconds:0.0} s") },
        });
        Release(armed, () => lanes.Delay(queued, due));
    }

    private void GiveUp(ArmedMessage armed, QueuedMessage queued, in Setback setback)
    {
        var error = Name(setback);
        if (queued.SentMask == 0 && context.Routing.Choose(queued.Message.To, after: context.Key.Carrier) is { } next)
        {
            Release(armed, () => handover.Move(queued, next, error));
        }
        else if (queued.SentMask != 0)
        {
            Release(armed, () => End(queued, MessageStatus.Undelivered, "partially_sent", error));
        }
        else
        {
            Release(armed, () => End(queued, MessageStatus.Failed, "carrier_rejected", error));
        }
    }

    private void End(QueuedMessage queued, MessageStatus status, string reason, string? error)
    {
        var now = context.Now;
        committer.Add(
            new MessageChange
            {
                Id = queued.Message.Id,
                To = status,
                At = now,
                Reason = reason,
                Error = error,
                Entry = new TimelineEntry(now, TimelineKind.Ended, Detail: error is null ? reason : $"{reason}: {error}"),
            },
            _ => lanes.Done(queued.Message.Id));
    }

    /// <summary>The intent no longer covers the message. What follows is done when that is durable, so that nothing is sent under two intents.</summary>
    private void Release(ArmedMessage armed, Action then) => committer.Settle(armed.Message.Id, then);

    private bool IsRecalled(Message message) =>
        (_recalled.TryGetValue((message.To, message.Account), out var at) || _recalled.TryGetValue((message.To, OptOut.EveryAccount), out at))
        && message.CreatedAt <= at;

    private MessageChange Step(ArmedMessage armed, TimelineKind kind)
    {
        var now = context.Now;
        return new MessageChange
        {
            Id = armed.Message.Id,
            To = MessageStatus.Queued,
            At = now,
            Entry = new TimelineEntry(now, kind, context.Key.ToString()),
        };
    }

    private static QueuedMessage Counted(QueuedMessage queued) => queued with { Attempts = queued.Attempts + 1 };

    private static string Name(in Setback setback) => new CommandStatus(setback.CommandStatus ?? 0).ToString();

    private static string Micros(long at) => at.ToString(CultureInfo.InvariantCulture);
}
