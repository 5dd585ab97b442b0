using OrleansSms.Contracts.Carriers;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Grains.Carriers;

/// <summary>Takes messages from handsets off a bind. Each is answered when it is durable, or with a temporary error when it could not be.</summary>
internal sealed partial class InboundDesk(BindContext context, InboundIntake intake)
{
    public async Task ReceiveAsync(SmppSession session, DeliveredPdu pdu)
    {
        var status = CommandStatus.Ok;
        try
        {
            context.Metrics.Inbound(context.Key.Carrier);
            await StoreAsync(pdu);
        }
        catch (Exception e)
        {
            // Whatever it is: a deliver_sm without an answer takes a place of the carrier's window for good.
            LogRefused(context.Logger, context.Key, e);
            status = CommandStatus.ReceiverTemporaryError;
        }

        session.Reply(pdu.Pdu.CreateResponse(status)!);
        pdu.Pdu.Release();
    }

    private Task StoreAsync(in DeliveredPdu pdu)
    {
        var text = pdu.Decode(SubmitSmFactory.AlphabetOf(context.Carrier));
        var from = InboundIntake.Address(pdu.Source);
        var to = InboundIntake.Address(pdu.Destination);
        if (text.Concatenation is not { Total: > 1 } place)
        {
            return intake.ReceiveAsync(context.Carrier, new ReceivedText(from, to, InboundIntake.BodyOf(text.Encoding, text.Text, text.Body), text.Encoding, 1, true), []);
        }

        return context.Grains.GetGrain<ICarrierGrain>(context.Key.Carrier).AddPartAsync(new InboundPart
        {
            Id = new MessageId(context.Ids.Next()),
            Carrier = context.Key.Carrier,
            From = from,
            To = to,
            Mode = (byte)place.Mode,
            Reference = place.Reference,
            Total = place.Total,
            Number = place.Sequence,
            DataCoding = pdu.DataCoding,
            LockingShift = (byte)text.Shift.LockingShift,
            SingleShift = (byte)text.Shift.SingleShift,
            Body = text.Body.ToArray(),
            ReceivedAt = context.Now,
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: an inbound message could not be stored; the carrier will send it again")]
    private static partial void LogRefused(ILogger logger, BindKey bind, Exception exception);
}
