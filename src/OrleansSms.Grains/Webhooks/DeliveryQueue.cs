using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Grains.Webhooks;

/// <summary>
/// What is on its way to one endpoint. Two views of the same deliveries: the window, in the order of the log, whose front decides how far the cursor
/// may move; and what may be posted now, which is ordered only within a message.
/// </summary>
/// <param name="ledger">Where progress gathers.</param>
/// <param name="options">The bounds.</param>
internal sealed class DeliveryQueue(ProgressLedger ledger, WebhookOptions options)
{
    private readonly MessageOrder _order = new();
    private readonly Queue<Delivery> _window = new();
    private readonly Queue<Delivery> _ready = new();
    private readonly PriorityQueue<Delivery, long> _later = new();
    private readonly long _slowAfter = UnixMicros.From(options.SlowAfter);
    private Delivery? _newest;

    /// <summary>Deliveries that wait for a slot.</summary>
    public int Ready => _ready.Count;

    /// <summary>Deliveries that the store knows as pending.</summary>
    public int Pending { get; private set; }

    /// <summary>Whether more of the log may be read.</summary>
    public bool HasRoom => _window.Count < options.MaxUnsettled && Pending < options.MaxPending;

    /// <summary>When the next delivery that waits for its time is due, in Unix microseconds.</summary>
    public long NextDueAt => _later.TryPeek(out _, out var at) ? at : long.MaxValue;

    /// <summary>When the post at the front has taken so long that the cursor should move on without it, in Unix microseconds.</summary>
    public long FrontSlowAt =>
        Pending < options.MaxPending && _window.TryPeek(out var front) && front.Stage == DeliveryStage.Posting ? front.StartedAt + _slowAfter : long.MaxValue;

    /// <summary>Takes up a delivery that was pending when the endpoint last stopped.</summary>
    public void Restore(PendingDelivery pending)
    {
        var delivery = new Delivery(pending.Event, pending.Message) { IsNoted = true, Attempts = pending.Attempts, NextAt = pending.NextAt };
        Pending++;
        if (_order.Add(delivery))
        {
            Release(delivery);
        }
    }

    /// <summary>Adds the next event of the log.</summary>
    public void Add(EventRecord record)
    {
        var delivery = new Delivery(record.Event.Id, record.Event.Message) { Record = record };
        _window.Enqueue(delivery);
        _newest = delivery;
        if (_order.Add(delivery))
        {
            Release(delivery);
        }
    }

    /// <summary>Passes over the next event of the log.</summary>
    public void Skip(EventId id)
    {
        if (_window.Count == 0)
        {
            ledger.MoveTo(id);
        }
        else
        {
            _newest!.CoversTo = id;
        }
    }

    /// <summary>The next delivery to post, which the caller then completes, defers, or leaves when it stops.</summary>
    public bool TryTake(long now, out Delivery delivery)
    {
        if (!_ready.TryDequeue(out delivery!))
        {
            return false;
        }

        (delivery.Stage, delivery.StartedAt) = (DeliveryStage.Posting, now);
        return true;
    }

    /// <summary>
    /// Makes ready what is due, and hands out up to <paramref name="most"/> deliveries that must be read from the log before: each then goes to
    /// <see cref="Load"/> or <see cref="Complete"/>.
    /// </summary>
    public List<Delivery> TakeDue(long now, int most)
    {
        List<Delivery> unread = [];
        while (unread.Count < most && NextDueAt <= now)
        {
            var delivery = _later.Dequeue();
            if (delivery.Record is null)
            {
                unread.Add(delivery);
            }
            else
            {
                MakeReady(delivery);
            }
        }

        return unread;
    }

    /// <summary>Makes a delivery ready that was read again.</summary>
    public void Load(Delivery delivery, EventRecord record)
    {
        delivery.Record = record;
        MakeReady(delivery);
    }

    /// <summary>Puts back what could not be read.</summary>
    public void PutBack(Delivery delivery) => _later.Enqueue(delivery, delivery.NextAt);

    /// <summary>A delivery has come to its end, and the next of its message may go.</summary>
    public void Complete(Delivery delivery)
    {
        delivery.Stage = DeliveryStage.Done;
        delivery.Record = null;
        if (delivery.IsNoted)
        {
            Pending--;
            ledger.Settle(delivery.Id);
        }

        if (_order.Remove(delivery) is { } next)
        {
            Release(next);
        }
    }

    /// <summary>A try failed; the next one is at <paramref name="nextAt"/> (Unix microseconds).</summary>
    public void Defer(Delivery delivery, long nextAt)
    {
        delivery.Attempts++;
        Postpone(delivery, nextAt);
    }

    /// <summary>Nothing could be tried yet; it may be at <paramref name="nextAt"/> (Unix microseconds).</summary>
    public void Postpone(Delivery delivery, long nextAt)
    {
        (delivery.Stage, delivery.NextAt) = (DeliveryStage.Waiting, nextAt);
        _later.Enqueue(delivery, nextAt);
        if (delivery.IsNoted)
        {
            delivery.Record = null;
            ledger.Owe(delivery);
        }
    }

    /// <summary>Moves the cursor over all that is done, and over what is noted as pending because it was put off, is slow, or waits behind such.</summary>
    public void Settle(long now)
    {
        while (_window.TryPeek(out var front))
        {
            if (front.Stage != DeliveryStage.Done && !TryNote(front, now))
            {
                return;
            }

            _window.Dequeue();
            ledger.MoveTo(front.CoversTo);
        }
    }

    private bool TryNote(Delivery delivery, long now)
    {
        var isStuck = delivery.NextAt > 0
            || delivery.Previous is { IsNoted: true }
            || (delivery.Stage == DeliveryStage.Posting && now - delivery.StartedAt >= _slowAfter);
        if (!isStuck || Pending >= options.MaxPending)
        {
            return false;
        }

        Pending++;
        delivery.IsNoted = true;
        ledger.Owe(delivery);
        if (delivery.Stage == DeliveryStage.Waiting)
        {
            delivery.Record = null;
        }

        return true;
    }

    private void Release(Delivery delivery)
    {
        if (delivery.Record is not null && delivery.NextAt == 0)
        {
            MakeReady(delivery);
        }
        else
        {
            _later.Enqueue(delivery, delivery.NextAt);
        }
    }

    private void MakeReady(Delivery delivery)
    {
        delivery.Stage = DeliveryStage.Ready;
        _ready.Enqueue(delivery);
    }
}
