using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Simulator;

/// <summary>One ESME's session with the carrier.</summary>
internal sealed class SimulatedSession(Mailbox mailbox, SubmitDesk desk) : ISmppSessionHandler
{
    public void OnBound(SmppSession session)
    {
        if (session.State is SessionState.BoundRx or SessionState.BoundTrx)
        {
            mailbox.Join(session);
        }
    }

    public ValueTask OnEventsAsync(SmppSession session, IReadOnlyList<SessionEvent> events)
    {
        var answered = false;
        for (var i = 0; i < events.Count; i++)
        {
            var (kind, pdu, token) = events[i];
            switch (kind)
            {
                case SessionEventKind.Request:
                    OnRequest(session, pdu!);
                    break;
                case SessionEventKind.Response:
                    mailbox.OnAnswered(token, pdu!.Status);
                    answered = true;
                    break;
                case SessionEventKind.ResponseTimeout:
                    mailbox.OnTimeout(token);
                    answered = true;
                    break;
            }

            // Nothing of it is kept: what is answered later has a response and addresses of its own.
            pdu?.Release();
        }

        if (answered)
        {
            mailbox.PumpOn();
        }

        return ValueTask.CompletedTask;
    }

    public void OnClosed(SmppSession session, SessionClose close, IReadOnlyList<long> unansweredTokens) => mailbox.Leave(session, unansweredTokens);

    private void OnRequest(SmppSession session, Pdu request)
    {
        switch (request)
        {
            case SubmitSm submit:
                desk.Submit(session, mailbox, submit, submit.Source, submit.Destination, submit.RegisteredDelivery);
                break;
            case DataSm data:
                desk.Submit(session, mailbox, data, data.Source, data.Destination, data.RegisteredDelivery);
                break;
            case SubmitMulti multi:
                desk.SubmitMulti(session, mailbox, multi);
                break;
            default:
                // The carrier forgets a message when its receipt is out, so there is nothing to query, cancel or replace.
                Refuse(session, request);
                break;
        }
    }

    private static void Refuse(SmppSession session, Pdu request)
    {
        var status = request switch
        {
            QuerySm => CommandStatus.QueryFailed,
            CancelSm => CommandStatus.CancelFailed,
            ReplaceSm => CommandStatus.ReplaceFailed,
            _ => CommandStatus.InvalidCommandId,
        };
        if (request.CreateResponse(status) is { } response)
        {
            session.Reply(response);
        }
    }
}
