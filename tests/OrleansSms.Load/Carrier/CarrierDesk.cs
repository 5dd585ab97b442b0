using System.Text.Json;

namespace OrleansSms.Load.Carrier;

/// <summary>What all sessions of the carrier share: its counts, its log, its limit, and receipts whose session has ended.</summary>
internal sealed class CarrierDesk
{
    private readonly Queue<Receipt> _orphans = new();
    private readonly SubmitLog _log = new();
    private long _accepted;
    private long _throttled;
    private long _receiptsTaken;
    private long _receiptsRefused;
    private long _lastSubmitAt;
    private long _lastReceiptAt;
    private long _unrecorded;
    private long _templateMinute;
    private ReceiptTemplate _template = new(default);

    public Throttle Throttle { get; } = new();

    public int Bound { get; set; }

    /// <summary>When the loop was woken: one look at the clock for everything that came together.</summary>
    public long Now { get; set; }

    /// <summary>The dates in a receipt are exact to the minute.</summary>
    public ReceiptTemplate Template
    {
        get
        {
            const long Minute = 60_000_000;
            if (Now / Minute != _templateMinute)
            {
                _templateMinute = Now / Minute;
                _template = new ReceiptTemplate(TimeProvider.System.GetUtcNow());
            }

            return _template;
        }
    }

    /// <summary>The SMSC's id of a submit_sm; null when it is throttled.</summary>
    public long? Accept(ReadOnlySpan<byte> body, ReceiptFlow flow)
    {
        if (!Throttle.Takes(Now))
        {
            _throttled++;
            return null;
        }

        var id = ++_accepted;
        _lastSubmitAt = Now;
        if (!Submit.TryRead(body, out var submit) || !_log.TryAdd(new SubmitRecord(submit.Request, submit.Recipient, submit.DueAt, Now)))
        {
            _unrecorded++;
        }
        else if (submit.WantsReceipt)
        {
            flow.Add(new Receipt(id, submit.Recipient));
        }

        return id;
    }

    public void Settle(ReceiptFlow flow, uint sequence, bool taken)
    {
        if (!flow.TrySettle(sequence, taken))
        {
            return;
        }

        if (taken)
        {
            _receiptsTaken++;
            _lastReceiptAt = Now;
        }
        else
        {
            _receiptsRefused++;
        }
    }

    /// <summary>A session is bound: it delivers what ended sessions have left.</summary>
    public void Inherit(ReceiptFlow flow)
    {
        while (_orphans.TryDequeue(out var receipt))
        {
            flow.Add(receipt);
        }
    }

    public void Leave(ReceiptFlow flow)
    {
        foreach (var receipt in flow.Left())
        {
            _orphans.Enqueue(receipt);
        }
    }

    public Task TakeLogAsync(string path) => _log.TakeAsync(path);

    public string Stats() => JsonSerializer.Serialize(new CarrierStats
    {
        Bound = Bound,
        Accepted = _accepted,
        Throttled = _throttled,
        ReceiptsTaken = _receiptsTaken,
        ReceiptsRefused = _receiptsRefused,
        LastSubmitAt = _lastSubmitAt,
        LastReceiptAt = _lastReceiptAt,
        Unrecorded = _unrecorded,
    });
}
