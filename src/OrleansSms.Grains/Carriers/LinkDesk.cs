using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Grains.Carriers;

/// <summary>Brings what a bind's link says to the part of the bind that it concerns.</summary>
internal sealed class LinkDesk(BindContext context, BindStanding standing, SendPump pump, ReceiptDesk receipts, InboundDesk inbound)
{
    public void Take(LinkNotice notice)
    {
        switch (notice)
        {
            case LinkNotice.Events events:
                Take(events);
                break;
            case LinkNotice.Bound bound:
                pump.LinkUp(bound.Session);
                standing.Up();
                break;
            case LinkNotice.Closed closed:
                pump.LinkDown(closed.Unanswered);
                standing.Down(closed.Reason, closed.Unanswered.Count);
                break;
            case LinkNotice.Flush flush:
                flush.Done.TrySetResult();
                break;
            case LinkNotice.Failed failed:
                standing.NotBound(failed.Reason);
                break;
        }
    }

    private void Take(LinkNotice.Events events)
    {
        foreach (var item in events.Items)
        {
            switch (item.Kind)
            {
                case SessionEventKind.Response:
                    pump.Answer(item.Token, item.Pdu!);
                    item.Pdu!.Release();
                    break;
                case SessionEventKind.ResponseTimeout:
                    pump.Unanswer(item.Token);
                    break;
                default:
                    Take(events.Session, item.Pdu!);
                    break;
            }
        }

        receipts.EndOfRead();
    }

    private void Take(SmppSession session, Pdu request)
    {
        if (!DeliveredPdu.TryRead(request, out var delivered))
        {
            if (request.CreateResponse(CommandStatus.InvalidCommandId) is { } refusal)
            {
                session.Reply(refusal);
            }

            request.Release();
        }
        else if (delivered.TryReadReceipt(SubmitSmFactory.AlphabetOf(context.Carrier), out var receipt))
        {
            receipts.Take(session, delivered.Accept(), receipt!);
            request.Release();
        }
        else
        {
            _ = inbound.ReceiveAsync(session, delivered);
        }
    }
}
