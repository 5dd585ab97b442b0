using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Telemetry;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Receipts;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Finds the messages that receipts belong to: in memory, else in the store (after a restart, or when another bind sent them), else it waits for the
/// submit_sm_resp that they overtook.
/// </summary>
internal sealed partial class ReceiptDesk(BindContext context, OutcomeCommitter committer, BindEnd end)
{
    /// <summary>How often the store is asked again for the messages of parked receipts.</summary>
    private static readonly TimeSpan LookAgainEvery = TimeSpan.FromSeconds(2);

    /// <summary>Ids asked for in one read.</summary>
    private const int LookAgainIds = 1_000;

    private readonly Dictionary<string, ExpectedReceipt> _expected = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, List<ParkedReceipt>> _parked = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long At)> _parkedOrder = new();
    private readonly List<(string Id, DeliveredPdu Pdu, DeliveryReceipt Receipt)> _unknown = [];

    private Task _lookingAgain = Task.CompletedTask;
    private long _lookAgainAt;

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

        Unpark(id, expected);
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
            _unknown.Add((id, pdu, receipt));
        }
    }

    /// <summary>Ends a socket read: receipts that memory does not know are looked up in the store, all at once.</summary>
    public void EndOfRead(SmppSession session)
    {
        if (_unknown.Count > 0)
        {
            var unknown = _unknown.ToArray();
            _unknown.Clear();
            _ = end.On(LookUpAsync(session, unknown));
        }
    }

    /// <summary>Gives up receipts whose message has not come, and looks for the others from time to time.</summary>
    public void KeepHouse(long clock)
    {
        Expire(clock);
        if (_parked.Count > 0 && _lookingAgain.IsCompleted && clock >= _lookAgainAt)
        {
            _lookAgainAt = clock + UnixMicros.From(LookAgainEvery);
            _lookingAgain = end.On(LookAgainAsync());
        }
    }

    private void Expire(long clock)
    {
        while (_parkedOrder.TryPeek(out var oldest) && (clock - oldest.At > UnixMicros.From(context.Limits.ParkedFor) || _parkedOrder.Count > context.Limits.ParkedReceipts))
        {
            _parkedOrder.Dequeue();
            if (_parked.Remove(oldest.Id, out var parked))
            {
                Unknown += parked.Count;
                context.Metrics.Receipt(context.Key.Carrier, "unknown_message");
                LogUnknown(context.Logger, context.Key, oldest.Id);
            }
        }
    }

    private async Task LookUpAsync(SmppSession session, (string Id, DeliveredPdu Pdu, DeliveryReceipt Receipt)[] receipts)
    {
        Dictionary<string, ExpectedReceipt> found;
        try
        {
            var rows = await context.Store.FindReceiptsAsync(context.Key.Carrier, [.. receipts.Select(receipt => receipt.Id).Distinct()]);
            found = ById(rows);
        }
        catch (StoreUnavailableException)
        {
            foreach (var receipt in receipts)
            {
                session.Reply(receipt.Pdu.Pdu.CreateResponse(CommandStatus.SystemError)!);
            }

            return;
        }

        foreach (var (id, pdu, receipt) in receipts)
        {
            if (_expected.TryGetValue(id, out var expected) || found.TryGetValue(id, out expected))
            {
                Apply(id, expected, receipt);
            }
            else
            {
                Park(id, receipt);
            }

            committer.Reply(session, pdu.Pdu.CreateResponse(CommandStatus.Ok)!);
        }
    }

    /// <summary>
    /// Looks for parked receipts once more: the bind that sent the message may be another one, whose commit they overtook.
    /// </summary>
    private async Task LookAgainAsync()
    {
        foreach (var ids in _parked.Keys.ToArray().Chunk(LookAgainIds))
        {
            try
            {
                var rows = await context.Store.FindReceiptsAsync(context.Key.Carrier, ids);
                foreach (var (id, expected) in ById(rows))
                {
                    Unpark(id, expected);
                }
            }
            catch (StoreUnavailableException e)
            {
                LogNotLookedUp(context.Logger, context.Key, e);
                return;
            }
        }
    }

    private void Unpark(string id, in ExpectedReceipt expected)
    {
        if (_parked.Remove(id, out var parked))
        {
            foreach (var early in parked)
            {
                Apply(id, expected, early.Receipt);
            }
        }
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

    private void Park(string id, DeliveryReceipt receipt)
    {
        if (!_parked.TryGetValue(id, out var parked))
        {
            parked = [];
            _parked.Add(id, parked);
        }

        parked.Add(new ParkedReceipt(receipt));
        _parkedOrder.Enqueue((id, context.Clock));
        Expire(context.Clock);
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

    private readonly record struct ParkedReceipt(DeliveryReceipt Receipt);

    private readonly record struct ExpectedReceipt(MessageId Message, int Segment, long Bit, long CreatedAt)
    {
        public static ExpectedReceipt Of(Storage.Messages.OpenReceipt row) =>
            new(row.Message, row.Key.Segment, BitOf(row), row.Message.Value.CreatedAt.ToUnixTimeMilliseconds() * 1_000);

        /// <summary>Segment -1 stands for the whole message: one submit_sm that the SMSC split.</summary>
        private static long BitOf(Storage.Messages.OpenReceipt row) => row.Key.Segment < 0 ? (1L << row.Segments) - 1 : 1L << row.Key.Segment;
    }
}
