using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Telemetry;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Receipts;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Finds the messages that receipts belong to: in memory, else in the store (after a restart, or when another bind sent them), else it waits for the
/// submit_sm_resp that they overtook: one of this bind is heard of at once, one of another bind is looked for in the store.
/// </summary>
internal sealed partial class ReceiptDesk(BindContext context, OutcomeCommitter committer, BindEnd end)
{
    /// <summary>
    /// Looks before a receipt for an unknown message is answered all the same: about 2 s, in which one that was only early finds its message, so that a crash
    /// does not lose it. Longer would hold up the carrier's window for receipts that nobody waits for.
    /// </summary>
    private const int LooksBeforeAnswer = 5;

    /// <summary>When the message is looked for again: another bind's commit takes milliseconds, a slow carrier's answer may take a minute.</summary>
    private static readonly TimeSpan[] LookAgain =
    [
        TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(800), TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30),
    ];

    private readonly Dictionary<string, ExpectedReceipt> _expected = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, List<ParkedReceipt>> _parked = new(StringComparer.Ordinal);
    private readonly Queue<ParkedReceipt> _parkedOrder = new();
    private readonly List<ParkedReceipt> _unknown = [];
    private int _waiting;

    /// <summary>Receipts expected, as far as memory goes.</summary>
    public int Expected => _expected.Count;

    /// <summary>Receipts that never found their message.</summary>
    public long Unknown { get; private set; }

    /// <summary>The carrier accepted a segment under this id: its receipt is expected, or has been waiting.</summary>
    public void Expect(string id, Message message, int segment, long bit)
    {
        var expected = new ExpectedReceipt(message.Id, segment, bit, message.CreatedAt);
        if (_expected.TryAdd(id, expected))
        {
            _order.Enqueue(id);
            Trim();
        }
        else
        {
            _expected[id] = expected;
        }

        if (_parked.TryGetValue(id, out var parked))
        {
            Array.ForEach([.. parked], early => Settle(early, expected));
        }
    }

    /// <summary>The id as it is compared: the SMSC's base is a setting of the carrier.</summary>
    public static string Normalize(string id, SmscIdBase idBase) => SmscMessageId.Normalize(id, (MessageIdBase)(int)idBase);

    /// <summary>Takes a receipt. It is answered when what it says is durable.</summary>
    public void Take(SmppSession session, in DeliveredPdu pdu, DeliveryReceipt receipt)
    {
        var id = Normalize(receipt.MessageId, context.Carrier.ReceiptIdBase);
        context.Metrics.Receipt(context.Key.Carrier, receipt.State.ToString());
        if (_expected.TryGetValue(id, out var expected))
        {
            Apply(id, expected, receipt);
            committer.Reply(session, pdu.Pdu.CreateResponse(CommandStatus.Ok)!);
        }
        else
        {
            _unknown.Add(new ParkedReceipt(id, session, pdu.Pdu, receipt));
        }
    }

    /// <summary>Ends a socket read: receipts that memory does not know are looked up in the store, all at once.</summary>
    public void EndOfRead()
    {
        if (_unknown.Count > 0)
        {
            var unknown = _unknown.ToList();
            _unknown.Clear();
            _ = end.On(LookUpAsync(unknown));
        }
    }

    /// <summary>Gives up receipts whose message has not come.</summary>
    public void Expire(long clock)
    {
        while (_parkedOrder.TryPeek(out var oldest) && (oldest.IsDone || IsOverdue(oldest, clock)))
        {
            _parkedOrder.Dequeue();
            if (!oldest.IsDone)
            {
                Unknown++;
                context.Metrics.Receipt(context.Key.Carrier, "unknown_message");
                LogUnknown(context.Logger, context.Key, oldest.Id);
                Answer(oldest);
                Leave(oldest);
            }
        }
    }

    private bool IsOverdue(ParkedReceipt parked, long clock) =>
        clock - parked.At > UnixMicros.From(context.Limits.ParkedFor) || _waiting > context.Limits.ParkedReceipts;

    private async Task LookUpAsync(List<ParkedReceipt> receipts)
    {
        if (!await MatchAsync(receipts))
        {
            receipts.ForEach(receipt => receipt.Session.Reply(receipt.Request.CreateResponse(CommandStatus.SystemError)!));
            return;
        }

        receipts.RemoveAll(static receipt => receipt.IsDone);
        receipts.ForEach(Park);
        for (var look = 0; look < LookAgain.Length && receipts.Count > 0; look++)
        {
            if (look == LooksBeforeAnswer)
            {
                receipts.ForEach(Answer);
            }

            await Task.Delay(LookAgain[look], context.Time);
            receipts.RemoveAll(static receipt => receipt.IsDone);
            await MatchAsync(receipts);
            receipts.RemoveAll(static receipt => receipt.IsDone);
        }
    }

    /// <summary>Settles those whose message is known by now; false when the store cannot say.</summary>
    private async Task<bool> MatchAsync(List<ParkedReceipt> receipts)
    {
        if (receipts.Count == 0)
        {
            return true;
        }

        Dictionary<string, ExpectedReceipt> found;
        try
        {
            found = ById(await context.Store.FindReceiptsAsync(context.Key.Carrier, [.. receipts.Select(receipt => receipt.Id).Distinct()]));
        }
        catch (StoreUnavailableException e)
        {
            LogNotLookedUp(context.Logger, context.Key, e);
            return false;
        }

        foreach (var receipt in receipts)
        {
            if (!receipt.IsDone && (_expected.TryGetValue(receipt.Id, out var expected) || found.TryGetValue(receipt.Id, out expected)))
            {
                Settle(receipt, expected);
            }
        }

        return true;
    }

    /// <summary>An SMSC that gives one id to all segments, or the same id again, names the first that is open.</summary>
    private static Dictionary<string, ExpectedReceipt> ById(IReadOnlyList<Storage.Messages.OpenReceipt> rows)
    {
        var found = new Dictionary<string, ExpectedReceipt>(rows.Count, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            found.TryAdd(row.Key.SmscMessageId, ExpectedReceipt.Of(row));
        }

        return found;
    }

    private void Park(ParkedReceipt receipt)
    {
        if (!_parked.TryGetValue(receipt.Id, out var parked))
        {
            parked = [];
            _parked.Add(receipt.Id, parked);
        }

        parked.Add(receipt);
        receipt.At = context.Clock;
        _waiting++;
        _parkedOrder.Enqueue(receipt);
        Expire(receipt.At);
    }

    private void Settle(ParkedReceipt receipt, in ExpectedReceipt expected)
    {
        Apply(receipt.Id, expected, receipt.Receipt);
        Answer(receipt);
        Leave(receipt);
    }

    /// <summary>It waits no longer, if it did.</summary>
    private void Leave(ParkedReceipt receipt)
    {
        receipt.IsDone = true;
        if (_parked.TryGetValue(receipt.Id, out var parked) && parked.Remove(receipt))
        {
            _waiting--;
            if (parked.Count == 0)
            {
                _parked.Remove(receipt.Id);
            }
        }
    }

    private void Answer(ParkedReceipt receipt)
    {
        if (!receipt.IsAnswered)
        {
            receipt.IsAnswered = true;
            committer.Reply(receipt.Session, receipt.Request.CreateResponse(CommandStatus.Ok)!);
        }
    }

    private void Apply(string id, in ExpectedReceipt expected, DeliveryReceipt receipt)
    {
        var outcome = ReceiptOutcome.Of(receipt);
        var now = context.Now;
        if (outcome.IsFinal)
        {
            GatewayMetrics.TraceExchange("receipt", expected.Message, context.Key, receipt.State.ToString(), expected.CreatedAt);
            context.Metrics.ReceiptLatency((now - expected.CreatedAt) / (double)UnixMicros.PerSecond);
        }

        committer.Add(new MessageChange
        {
            Id = expected.Message,
            To = outcome.To,
            At = now,
            Reason = outcome.Reason,
            Error = outcome.To is MessageStatus.Delivered or MessageStatus.Accepted ? null : receipt.Error,
            DeliveredSegments = outcome.To == MessageStatus.Delivered ? expected.Bit : 0,
            CloseReceipt = outcome.IsFinal ? new ReceiptKey(context.Key.Carrier, id, expected.Segment) : null,
            Entry = new TimelineEntry(
                now, TimelineKind.Receipt, context.Key.ToString(), expected.Segment, SmscMessageId: receipt.MessageId, Detail: ReceiptOutcome.Describe(receipt)),
        });
    }

    /// <summary>A final receipt stays known so that one that comes twice finds its message; the oldest make room.</summary>
    private void Trim()
    {
        while (_order.Count > context.Limits.OpenReceipts)
        {
            _expected.Remove(_order.Dequeue());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: a receipt for an unknown message, id {SmscMessageId}")]
    private static partial void LogUnknown(ILogger logger, BindKey bind, string smscMessageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: receipts that wait for their message could not be looked up")]
    private static partial void LogNotLookedUp(ILogger logger, BindKey bind, Exception exception);

    /// <summary>A receipt whose message is not known yet.</summary>
    private sealed class ParkedReceipt(string id, SmppSession session, Pdu request, DeliveryReceipt receipt)
    {
        public string Id { get; } = id;

        public SmppSession Session { get; } = session;

        public Pdu Request { get; } = request;

        public DeliveryReceipt Receipt { get; } = receipt;

        public long At { get; set; }

        public bool IsAnswered { get; set; }

        public bool IsDone { get; set; }
    }

    private readonly record struct ExpectedReceipt(MessageId Message, int Segment, long Bit, long CreatedAt)
    {
        public static ExpectedReceipt Of(Storage.Messages.OpenReceipt row) =>
            new(row.Message, row.Key.Segment, BitOf(row), row.Message.Value.CreatedAt.ToUnixTimeMilliseconds() * 1_000);

        /// <summary>Segment -1 stands for the whole message: one submit_sm that the SMSC split.</summary>
        private static long BitOf(Storage.Messages.OpenReceipt row) => row.Key.Segment < 0 ? (1L << row.Segments) - 1 : 1L << row.Key.Segment;
    }
}
