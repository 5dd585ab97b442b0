using System.Globalization;
using OrleansSms.Smpp.Fields;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Simulator;

/// <summary>Decides about each message, answers it, and sees to its receipt.</summary>
internal sealed class SubmitDesk : IDisposable
{
    /// <summary>How many …0003 recipients are remembered as throttled; beyond it all are forgotten.</summary>
    private const int MaxThrottledOnce = 10_000;

    private readonly SimulatorOptions _options;
    private readonly SimulatorCounters _counters;
    private readonly TimeProvider _time;
    private readonly DelayQueue<(SmppSession Session, Pdu Response)> _responses;
    private readonly DelayQueue<(Mailbox Mailbox, Delivery Delivery)> _receipts;
    private readonly HashSet<string> _throttledOnce = [];
    private long _lastId;

    public SubmitDesk(SimulatorOptions options, SimulatorCounters counters, TimeProvider time)
    {
        (_options, _counters, _time, _lastId) = (options, counters, time, options.FirstMessageId - 1);
        _responses = new(options.ResponseDelay, static due => due.ForEach(static one => one.Session.Reply(one.Response)), time);

        // A receipt follows its response, however late that is.
        _receipts = new(options.ResponseDelay + options.DlrDelay, static due => due.ForEach(static one => one.Mailbox.Send(one.Delivery)), time);
    }

    public void Submit(SmppSession session, Mailbox mailbox, Pdu request, SmppAddress source, SmppAddress destination, byte registeredDelivery)
    {
        var number = Interlocked.Increment(ref _lastId);
        var outcome = OutcomeOf(number, destination.Value);
        var status = Admit(mailbox, number, destination.Value, outcome);
        if (status.IsOk && request is SubmitSm submit)
        {
            _options.Accepted?.Invoke(submit);
        }

        Answer(session, (MessageRespPdu)request.CreateResponse(status)!, number);
        if (status.IsOk)
        {
            Remember(mailbox, number, source, destination, outcome, registeredDelivery);
        }
    }

    public void SubmitMulti(SmppSession session, Mailbox mailbox, SubmitMulti request)
    {
        var number = Interlocked.Increment(ref _lastId);
        var response = request.CreateResponse(CommandStatus.Ok);
        var accepted = new List<SmppAddress>();
        foreach (var destination in request.Destinations)
        {
            var status = destination.ListName is not null
                ? CommandStatus.InvalidDistributionListName
                : Admit(mailbox, number, destination.Address.Value, OutcomeOf(number, destination.Address.Value));
            if (status.IsOk)
            {
                accepted.Add(destination.Address);
            }
            else
            {
                response.Unsuccessful.Add(new UnsuccessfulDestination(destination.Address, status));
            }
        }

        Answer(session, response, number);
        foreach (var destination in accepted)
        {
            Remember(mailbox, number, request.Source, destination, OutcomeOf(number, destination.Value), request.RegisteredDelivery);
        }
    }

    public void Dispose()
    {
        _responses.Dispose();
        _receipts.Dispose();
    }

    private MessageOutcome OutcomeOf(long number, string recipient)
    {
        var magic = _options.MagicRecipients ? MagicRecipients.OutcomeOf(recipient) : MessageOutcome.Delivered;
        return magic == MessageOutcome.Delivered && Chance(number, salt: 1) < _options.DlrFailRate ? MessageOutcome.Undelivered : magic;
    }

    private CommandStatus Admit(Mailbox mailbox, long number, string recipient, MessageOutcome outcome)
    {
        var status = outcome == MessageOutcome.RejectedAtSubmit ? CommandStatus.InvalidDestinationAddress
            : !mailbox.MaySubmit() || (outcome == MessageOutcome.ThrottledOnce && IsFirst(recipient)) ? CommandStatus.Throttled
            : mailbox.Pending >= _options.MaxPendingReceipts ? CommandStatus.MessageQueueFull
            : Chance(number, salt: 2) < _options.ErrorRate ? _options.ErrorCode
            : CommandStatus.Ok;
        _counters.CountSubmit(status.IsOk);
        return status;
    }

    private void Answer(SmppSession session, MessageRespPdu response, long number)
    {
        if (response.Status.IsOk)
        {
            response.MessageId = Format(number, _options.MessageIdFormat);
        }

        if (_options.ResponseDelay > TimeSpan.Zero)
        {
            _responses.Add((session, response));
        }
        else
        {
            session.Reply(response);
        }
    }

    private void Remember(Mailbox mailbox, long number, SmppAddress source, SmppAddress destination, MessageOutcome outcome, byte registeredDelivery)
    {
        var delivered = outcome is MessageOutcome.Delivered or MessageOutcome.ThrottledOnce;
        if (outcome == MessageOutcome.NoReceipt || !RegisteredDelivery.AsksReceipt(registeredDelivery, delivered))
        {
            return;
        }

        var id = Format(number, _options.ReceiptIdFormat ?? _options.MessageIdFormat);
        var delivery = new Delivery { Receipt = new Receipt(id, source, destination, outcome, _time.GetUtcNow()) };
        mailbox.Reserve();
        if (_options.ResponseDelay + _options.DlrDelay > TimeSpan.Zero)
        {
            _receipts.Add((mailbox, delivery));
        }
        else
        {
            mailbox.Send(delivery);
        }
    }

    private bool IsFirst(string recipient)
    {
        lock (_throttledOnce)
        {
            if (_throttledOnce.Remove(recipient))
            {
                return false;
            }

            if (_throttledOnce.Count >= MaxThrottledOnce)
            {
                _throttledOnce.Clear();
            }

            return _throttledOnce.Add(recipient);
        }
    }

    private static string Format(long number, MessageIdFormat format) =>
        number.ToString(format == MessageIdFormat.Hex ? "x8" : "D", CultureInfo.InvariantCulture);

    /// <summary>0 to 1 from the message's number: the same run gives the same outcomes.</summary>
    private static double Chance(long number, ulong salt)
    {
        var z = ((ulong)number * 0x9E3779B97F4A7C15) + salt;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
