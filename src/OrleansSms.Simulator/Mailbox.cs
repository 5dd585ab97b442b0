using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Simulator;

/// <summary>
/// What one system_id is to receive, and the sessions it can be sent on. Whatever was not answered with ESME_ROK is sent again, on any
/// session, as a real SMSC does: an ESME may get a receipt twice. Thread-safe.
/// </summary>
internal sealed class Mailbox(SimulatorOptions options, SimulatorCounters counters, TimeProvider time, Action<Mailbox, Delivery> retryLater)
{
    private readonly Lock _gate = new();
    private readonly Queue<Delivery> _waiting = new();
    private readonly Dictionary<long, Delivery> _sent = [];
    private readonly List<SmppSession> _receivers = [];
    private readonly RateLimit? _rate = options.ThrottleTps is { } tps ? new RateLimit(tps, time.TimestampFrequency, time.GetTimestamp()) : null;
    private long _lastToken;
    private int _nextReceiver;
    private int _pending;

    /// <summary>Receipts that are not finished: waiting, sent, or not yet due.</summary>
    public int Pending => Volatile.Read(ref _pending);

    public bool HasReceiver
    {
        get
        {
            lock (_gate)
            {
                return _receivers.Count > 0;
            }
        }
    }

    /// <summary>Counts something that will be <see cref="Send"/>-ed later.</summary>
    public void Reserve() => Interlocked.Increment(ref _pending);

    public bool MaySubmit()
    {
        if (_rate is null)
        {
            return true;
        }

        lock (_gate)
        {
            return _rate.TryTake(time.GetTimestamp());
        }
    }

    public void Join(SmppSession session)
    {
        lock (_gate)
        {
            _receivers.Add(session);
            Pump();
        }
    }

    /// <summary>The session is gone; what it has not answered waits again.</summary>
    public void Leave(SmppSession session, IReadOnlyList<long> unansweredTokens)
    {
        lock (_gate)
        {
            _receivers.Remove(session);
            foreach (var token in unansweredTokens)
            {
                Requeue(token);
            }

            Pump();
        }
    }

    /// <summary>Sends what was reserved before.</summary>
    public void Send(Delivery delivery)
    {
        lock (_gate)
        {
            _waiting.Enqueue(delivery);
            Pump();
        }
    }

    public void OnAnswered(long token, CommandStatus status)
    {
        lock (_gate)
        {
            if (_sent.Remove(token, out var delivery))
            {
                Finish(delivery, status);
            }
        }
    }

    public void OnTimeout(long token)
    {
        lock (_gate)
        {
            Requeue(token);
        }
    }

    /// <summary>Sends on while the windows have room: once for each batch of answers.</summary>
    public void PumpOn()
    {
        lock (_gate)
        {
            Pump();
        }
    }

    private void Pump()
    {
        while (_receivers.Count > 0 && _waiting.TryPeek(out var delivery))
        {
            try
            {
                if (!TrySend(delivery))
                {
                    return;
                }
            }
            catch (ArgumentException e)
            {
                delivery.Answered?.TrySetException(e);
                Interlocked.Decrement(ref _pending);
            }

            _waiting.Dequeue();
        }
    }

    private bool TrySend(Delivery delivery)
    {
        var pdu = delivery.Mo ?? delivery.Receipt!.ToDeliverSm(time.GetUtcNow());
        var token = ++_lastToken;

        // Before it is sent: the answer may be faster than this thread.
        _sent[token] = delivery;
        for (var tried = 0; tried < _receivers.Count; tried++)
        {
            _nextReceiver = (_nextReceiver + 1) % _receivers.Count;
            if (_receivers[_nextReceiver].TrySend(pdu, token))
            {
                delivery.Attempts++;
                counters.CountDeliverSent();
                return true;
            }
        }

        _sent.Remove(token);
        return false;
    }

    private void Finish(Delivery delivery, CommandStatus status)
    {
        var temporary = status == CommandStatus.ReceiverTemporaryError || status == CommandStatus.MessageQueueFull
            || status == CommandStatus.Throttled || status == CommandStatus.SystemError;
        if (temporary && delivery.Answered is null && delivery.Attempts < options.MaxDeliverAttempts)
        {
            retryLater(this, delivery);
            return;
        }

        Interlocked.Decrement(ref _pending);
        delivery.Answered?.TrySetResult(status);
        if (status.IsOk)
        {
            counters.CountDeliverTaken();
        }
        else
        {
            counters.CountDeliverDropped();
        }
    }

    private void Requeue(long token)
    {
        if (!_sent.Remove(token, out var delivery))
        {
            return;
        }

        if (delivery.Attempts < options.MaxDeliverAttempts)
        {
            _waiting.Enqueue(delivery);
        }
        else
        {
            Finish(delivery, CommandStatus.UnknownError);
        }
    }
}
