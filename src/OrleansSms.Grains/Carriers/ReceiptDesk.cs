using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Telemetry;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Receipts;
using OrleansSms.Smpp.Session;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Finds the messages that receipts belong to: in memory, else in the store (after a restart, or when another bind sent them), else it waits for the
/// submit_sm_resp that they overtook: one of this bind is heard of at once, one of another bind is looked for in the store.
/// </summary>
internal sealed partial class ReceiptDesk(BindContext context, OutcomeCommitter committer, BindEnd end, CancellationToken stopping)
{
    /// <summary>
    /// Looks before a receipt whose message is not known is kept in the store and answered: 200 ms, in which one that was only early finds it. Longer would hold up
    /// a carrier whose window is small for receipts that nobody waits for.
    /// </summary>
    private const int LooksBeforeKept = 3;

    /// <summary>When the message is looked for again: another bind's commit takes milliseconds, a slow carrier's answer may take a minute.</summary>
    private static readonly TimeSpan[] LookAgain =
    [
        TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(800), TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30),
    ];

    private readonly ExpectedReceipts _expected = new(context.Limits.OpenReceipts);
    private readonly ParkedReceipts _parked = new();
    private readonly UnreachableDesk _unreachable = new(context);
    private readonly ReceiptShelf _shelf = new(context);
    private List<ParkedReceipt> _unknown = [];

    /// <summary>Receipts expected, as far as memory goes.</summary>
    public int Expected => _expected.Count;

    /// <summary>Receipts that never found their message.</summary>
    public long Unknown { get; private set; }

    /// <summary>Takes up the receipts that were answered before the process ended and had not found their message.</summary>
    public void Start() => _ = end.On(RestoreAsync());

    /// <summary>The carrier accepted a segment under this id: its receipt is expected, or has been waiting.</summary>
    public void Expect(string id, Message message, int segment, long bit)
    {
        var expected = new ExpectedReceipt(message.Id, segment, bit, message.CreatedAt);
        _expected.Add(id, expected);
        foreach (var early in _parked.Of(id))
        {
            Settle(early, expected);
        }
    }

    /// <summary>The id as it is compared: the SMSC's base is a setting of the carrier.</summary>
    public static string Normalize(string id, SmscIdBase idBase) => SmscMessageId.Normalize(id, (MessageIdBase)(int)idBase);

    /// <summary>Takes a receipt. It is answered when what it says is durable.</summary>
    /// <param name="session">Where it came from.</param>
    /// <param name="response">The answer.</param>
    /// <param name="receipt">What it says.</param>
    public void Take(SmppSession session, Pdu response, DeliveryReceipt receipt)
    {
        var id = Normalize(receipt.MessageId, context.Carrier.ReceiptIdBase);
        context.Metrics.Receipt(context.Key.Carrier, receipt.State);
        if (_expected.TryGet(id, out var expected))
        {
            Apply(id, expected, receipt);
            committer.Reply(session, response);
        }
        else
        {
            _unknown.Add(new ParkedReceipt(id, receipt) { Unanswered = (session, response) });
        }
    }

    /// <summary>Ends a socket read: receipts that memory does not know are looked up in the store, all at once.</summary>
    public void EndOfRead()
    {
        if (_unknown.Count > 0)
        {
            _ = end.On(LookUpAsync(_unknown));
            _unknown = [];
        }
    }

    /// <summary>Gives up receipts whose message has not come.</summary>
    public void Expire(long clock)
    {
        while (_parked.Oldest() is { } oldest && IsOverdue(oldest, clock))
        {
            Unknown++;
            context.Metrics.UnknownReceipt(context.Key.Carrier);
            LogUnknown(context.Logger, context.Key, oldest.Id);
            Answer(oldest);
            _parked.Remove(oldest);
            _shelf.Forget(oldest);
        }
    }

    private bool IsOverdue(ParkedReceipt parked, long clock) =>
        clock - parked.At > UnixMicros.From(context.Limits.ParkedFor) || _parked.Count > context.Limits.ParkedReceipts;

    private async Task RestoreAsync()
    {
        try
        {
            var kept = await _shelf.LoadAsync();
            kept.ForEach(Park);
            await FollowAsync(kept);
        }
        catch (StoreUnavailableException e)
        {
            // They stay where they are, for the next start.
            LogNotLookedUp(context.Logger, context.Key, e);
        }
    }

    private async Task LookUpAsync(List<ParkedReceipt> receipts)
    {
        if (!await MatchAsync(receipts))
        {
            receipts.ForEach(static receipt => Refuse(receipt));
            return;
        }

        receipts.RemoveAll(static receipt => receipt.IsDone);
        receipts.ForEach(Park);
        await FollowAsync(receipts);
    }

    /// <summary>Looks for the messages of receipts that wait, again and again; answers them once they are kept.</summary>
    private async Task FollowAsync(List<ParkedReceipt> receipts)
    {
        for (var look = 0; look < LookAgain.Length && receipts.Count > 0; look++)
        {
            if (look >= LooksBeforeKept)
            {
                await KeepAsync(receipts);
            }

            await Task.Delay(LookAgain[look], context.Time, stopping);
            receipts.RemoveAll(static receipt => receipt.IsDone);
            await MatchAsync(receipts);
            receipts.RemoveAll(static receipt => receipt.IsDone);
        }
    }

    /// <summary>What is in the store may be answered: a crash does not lose it.</summary>
    private async Task KeepAsync(List<ParkedReceipt> receipts)
    {
        var unanswered = receipts.FindAll(static receipt => receipt.Unanswered is not null && !receipt.IsDone);
        try
        {
            await _shelf.KeepAsync(unanswered);
            unanswered.ForEach(Answer);
        }
        catch (StoreUnavailableException e)
        {
            LogNotLookedUp(context.Logger, context.Key, e);
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
            if (!receipt.IsDone && (_expected.TryGet(receipt.Id, out var expected) || found.TryGetValue(receipt.Id, out expected)))
            {
                Settle(receipt, expected);
            }
        }

        return true;
    }

    /// <summary>An SMSC that gives one id to all segments, or the same id again, names the first that is open.</summary>
    private static Dictionary<string, ExpectedReceipt> ById(IReadOnlyList<OpenReceipt> rows)
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
        _parked.Add(receipt, context.Clock);
        Expire(receipt.At);
    }

    private void Settle(ParkedReceipt receipt, in ExpectedReceipt expected)
    {
        Apply(receipt.Id, expected, receipt.Receipt, receipt.KeptAs is null ? null : _ => _shelf.Forget(receipt));
        Answer(receipt);
        _parked.Remove(receipt);
    }

    private void Answer(ParkedReceipt receipt)
    {
        if (receipt.Unanswered is { } unanswered)
        {
            receipt.Unanswered = null;
            committer.Reply(unanswered.Session, unanswered.Response);
        }
    }

    private static void Refuse(ParkedReceipt receipt)
    {
        var (session, response) = receipt.Unanswered!.Value;
        response.Status = CommandStatus.SystemError;
        session.Reply(response);
    }

    private void Apply(string id, in ExpectedReceipt expected, DeliveryReceipt receipt, Action<ChangeResult>? after = null)
    {
        var outcome = ReceiptOutcome.Of(receipt);
        var now = context.Now;
        if (outcome.IsFinal)
        {
            _expected.Settle(id);
            GatewayMetrics.TraceExchange("receipt", expected.Message, context.Key, receipt.State, expected.CreatedAt);
            context.Metrics.ReceiptLatency((now - expected.CreatedAt) / (double)UnixMicros.PerSecond);
        }

        if (outcome.To == MessageStatus.Undelivered && _unreachable.Knows(receipt.Error))
        {
            _ = end.On(_unreachable.NoteAsync(expected.Message, receipt.Error));
        }

        committer.Add(
            new MessageChange
            {
                Id = expected.Message,
                To = outcome.To,
                At = now,
                Reason = outcome.Reason,
                Error = outcome.To is MessageStatus.Delivered or MessageStatus.Accepted ? null : receipt.Error,
                DeliveredSegments = outcome.To == MessageStatus.Delivered ? expected.Bit : 0,
                CloseReceipt = outcome.IsFinal ? new ReceiptKey(context.Key.Carrier, id, expected.Segment) : null,
                Entry = new TimelineEntry(
                    now, TimelineKind.Receipt, context.Name, expected.Segment, SmscMessageId: receipt.MessageId, Detail: ReceiptOutcome.Describe(receipt)),
            },
            after);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: a receipt for an unknown message, id {SmscMessageId}")]
    private static partial void LogUnknown(ILogger logger, BindKey bind, string smscMessageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: receipts that wait for their message could not be looked up")]
    private static partial void LogNotLookedUp(ILogger logger, BindKey bind, Exception exception);
}
