using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <summary>Decides about each PDU from the peer: answered here, matched with the window, given to the handler, or ignored.</summary>
internal sealed class SessionDispatch(SmppSession session, Window window, OwnRequests own, RequestBacklog backlog, SessionOutput output)
{
    /// <summary>The bind request after <see cref="DispatchStep.Bind"/>.</summary>
    public BindPdu? Bind { get; private set; }

    /// <summary>Why to close after <see cref="DispatchStep.Close"/>.</summary>
    public SessionClose Close { get; private set; }

    public DispatchStep OnPdu(Pdu pdu, List<SessionEvent> events)
    {
        session.Counters.CountReceived();
        if (!pdu.IsResponse)
        {
            return OnRequest(pdu, events);
        }

        OnResponse(pdu, events);
        if (session.State == SessionState.Open && own.BindAnswer.IsCompleted)
        {
            return OnBindAnswered();
        }

        if (!own.UnbindAnswer.IsCompleted)
        {
            return DispatchStep.Continue;
        }

        Close = SmppSession.LocalUnbind;
        return DispatchStep.Close;
    }

    public DispatchStep OnError(in PduError error)
    {
        session.Counters.CountMalformed();
        if (error.CreateReply() is { } reply)
        {
            output.Write(reply);
        }

        if (!error.MustClose)
        {
            return DispatchStep.Continue;
        }

        Close = new SessionClose(SessionCloseReason.ProtocolError, $"The peer sent {error.Command} with an impossible command_length.");
        return DispatchStep.Close;
    }

    private void OnResponse(Pdu response, List<SessionEvent> events)
    {
        if (own.TryComplete(response))
        {
            return;
        }

        switch (window.Complete(response.Sequence, response.Id, out var token))
        {
            case WindowMatch.Matched:
                events.Add(new SessionEvent(SessionEventKind.Response, response, token));
                break;
            case WindowMatch.WrongType:
                session.Counters.CountWrongTypeResponse();
                response.Release();
                break;
            default:
                session.Counters.CountUnmatchedResponse();
                response.Release();
                break;
        }
    }

    /// <summary>The state must change here and not when the binder wakes: the SMSC's first deliver_sm may be in the same read.</summary>
    private DispatchStep OnBindAnswered()
    {
        if (own.BindAnswer is { IsCompletedSuccessfully: true } answer && session.TryBecomeBound(answer.GetAwaiter().GetResult()))
        {
            return DispatchStep.Continue;
        }

        Close = new SessionClose(SessionCloseReason.BindFailed, "The SMSC refused the bind.");
        return DispatchStep.Close;
    }

    private DispatchStep OnRequest(Pdu request, List<SessionEvent> events)
    {
        switch (request)
        {
            case EnquireLink when session.MayEnquire:
                Answer(request, CommandStatus.Ok);
                return DispatchStep.Continue;
            case Unbind when session.State != SessionState.Open:
                Answer(request, CommandStatus.Ok);
                Close = new SessionClose(SessionCloseReason.PeerUnbind, "The peer sent unbind.");
                return DispatchStep.Close;
            case BindPdu bind when session.Side == SessionSide.Smsc && session.State == SessionState.Open:
                Bind = bind;
                return DispatchStep.Bind;
            case BindPdu when session.State != SessionState.Open:
                Answer(request, CommandStatus.AlreadyBound);
                return DispatchStep.Continue;
        }

        if (!SessionStateTable.MaySend(session.PeerSide, session.State, request.Id))
        {
            Answer(request, CommandStatus.InvalidBindStatus);
        }
        else if (UnsupportedStatus(request.Id) is { } unsupported)
        {
            Answer(request, unsupported);
        }
        else if (request is not Outbind)
        {
            if (request is not AlertNotification)
            {
                backlog.Add();
            }

            events.Add(new SessionEvent(SessionEventKind.Request, request, 0));
        }

        return DispatchStep.Continue;
    }

    /// <summary>Cell broadcast is decoded and refused in its own words.</summary>
    private static CommandStatus? UnsupportedStatus(CommandId request) => request switch
    {
        CommandId.BroadcastSm => CommandStatus.BroadcastFailed,
        CommandId.QueryBroadcastSm => CommandStatus.BroadcastQueryFailed,
        CommandId.CancelBroadcastSm => CommandStatus.BroadcastCancelFailed,
        _ => null,
    };

    private void Answer(Pdu request, CommandStatus status)
    {
        if (request.CreateResponse(status) is { } response)
        {
            output.Write(response);
        }
        else
        {
            session.Counters.CountIgnored();
        }

        request.Release();
    }
}
