using System.Globalization;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Grains.Carriers;

/// <summary>What becomes of a message after a try: sent, tried again, handed to the next carrier, or ended. Writes it through the committer.</summary>
internal sealed class Settlement(
    BindContext context, BindLanes lanes, OutcomeCommitter committer, ReceiptDesk receipts, Recalls recalls, Handover handover, Action rebind)
{
    private List<Message> _unsent = [];
    private readonly Action<ArmedMessage> _done = armed => lanes.Done(armed.Message.Id);

    /// <summary>Whether a message may be sent as it was decided.</summary>
    public Func<QueuedMessage, long, bool> Holds { get; set; } = static (_, _) => false;

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
        armed.IsSettled = true;
        PutBack(armed, armed.Queued with { SentMask = armed.SentMask });
    }

    /// <summary>
    /// Takes back a message whose intent is written and that is not to be sent as it was decided: its decision holds no more, or its campaign is paused. Once the carrier has a part of it,
    /// only a recall keeps the rest back.
    /// </summary>
    public bool TakesBack(ArmedMessage armed)
    {
        if (armed.SentMask != 0 || armed.Unanswered > 0)
        {
            if (!recalls.Voids(armed.Queued))
            {
                return false;
            }

            armed.Setback = Setback.Recalled;
            return true;
        }

        if (Holds(armed.Queued, context.Now) && !lanes.IsPaused(armed.Queued))
        {
            return false;
        }

        Return(armed);
        return true;
    }

    /// <summary>Whether a message that was taken from its lane ends before it is sent: its validity is over, or the store says that its recipient has opted out.</summary>
    public bool EndsUnsent(QueuedMessage queued, long now)
    {
        if (queued.Message.ExpiresAt <= now)
        {
            Expire(queued);
            return true;
        }

        if (queued.RenewedUntil == QueuedMessage.OptedOut)
        {
            End(queued, MessageStatus.Suppressed, Reasons.OptedOut, null);
            return true;
        }

        return false;
    }

    /// <summary>Ends a message that was taken from its lane, or withdrawn: its validity is over.</summary>
    public void Expire(QueuedMessage queued) => End(queued, MessageStatus.Expired, LaneChanges.ValidityOver, null);

    /// <summary>Ends a message that was taken from its lane: its recipient's rules say never.</summary>
    public void Suppress(QueuedMessage queued, string reason, string detail) => End(queued, MessageStatus.Suppressed, reason, null, detail);

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
            committer.Release(armed, _done);
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

    /// <summary>After a commit: what it ended unsent gives back its places in recipients' caps.</summary>
    public void GiveBackPlaces()
    {
        if (_unsent.Count > 0)
        {
            _ = context.Places.GiveBackAsync(_unsent);
            _unsent = [];
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
        var counted = Counted(queued);
        var fate = Uncertain.FateOf(counted);
        foreach (var change in Uncertain.ChangesOf(counted, fate, context.Name, null, context.Now))
        {
            committer.Add(change);
        }

        if (fate == UncertainFate.SentAgain)
        {
            PutBack(armed, counted);
        }
        else
        {
            committer.Release(armed, _done);
        }
    }

    private void PutBack(ArmedMessage armed, QueuedMessage queued) => committer.Release(armed, _ => lanes.PutBack(queued));

    private void Retry(ArmedMessage armed, QueuedMessage queued, in Setback setback)
    {
        var wait = Backoff.Retry.Delay(queued.Attempts + queued.Retries, Random.Shared.NextDouble());
        var due = context.Clock + UnixMicros.From(wait);
        var change = Step(armed, TimelineKind.Retried);
        committer.Add(change with
        {
            Attempts = queued.Attempts,
            Entry = change.Entry with { Detail = string.Create(CultureInfo.InvariantCulture, $"{Name(setback)}, again in {wait.TotalSeconds:0.0} s") },
        });
        committer.Release(armed, _ => lanes.Delay(queued, due));
    }

    private void GiveUp(ArmedMessage armed, QueuedMessage queued, in Setback setback)
    {
        var error = Name(setback);
        if (queued.SentMask == 0 && context.Routing.Choose(queued.Message.To, after: context.Key.Carrier) is { } next)
        {
            committer.Release(armed, _ => handover.Move(queued, next, error));
        }
        else if (queued.SentMask != 0)
        {
            committer.Release(armed, _ => End(queued, MessageStatus.Undelivered, "partially_sent", error));
        }
        else
        {
            committer.Release(armed, _ => End(queued, MessageStatus.Failed, "carrier_rejected", error));
        }
    }

    private void End(QueuedMessage queued, MessageStatus status, string reason, string? error, string? detail = null)
    {
        var change = LaneChanges.Ended(queued.Message.Id, status, reason, error, context.Now);
        committer.Add(detail is null ? change : change with { Entry = change.Entry with { Detail = detail } }, _ =>
        {
            lanes.Done(queued.Message.Id);
            if (queued.SentMask == 0 && queued.Message.CountsTowardsCap)
            {
                _unsent.Add(queued.Message);
            }
        });
    }

    private MessageChange Step(ArmedMessage armed, TimelineKind kind)
    {
        var now = context.Now;
        return new MessageChange
        {
            Id = armed.Message.Id,
            To = MessageStatus.Queued,
            At = now,
            Entry = new TimelineEntry(now, kind, context.Name),
        };
    }

    private static QueuedMessage Counted(QueuedMessage queued) => queued with { Attempts = queued.Attempts + 1 };

    private static string Name(in Setback setback) => new CommandStatus(setback.CommandStatus ?? 0).ToString();

    private static string Micros(long at) => at.ToString(CultureInfo.InvariantCulture);
}
