using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <summary>
/// Which request may come from which side in which state (SMPP 3.4 §2.3, table 2-1). Responses are matched by the window and
/// need no row; enquire_link, unbind and generic_nack go both ways in every bound state.
/// </summary>
public static class SessionStateTable
{
    /// <summary>Whether a side may send this request.</summary>
    /// <param name="sender">The side that sends.</param>
    /// <param name="state">The state of the session; a peer may not know yet of <see cref="SessionState.Unbinding"/>, so it allows what a transceiver does.</param>
    /// <param name="request">The command.</param>
    public static bool MaySend(SessionSide sender, SessionState state, CommandId request)
    {
        if (state == SessionState.Closed)
        {
            return false;
        }

        var open = state == SessionState.Open;
        var tx = state is SessionState.BoundTx or SessionState.BoundTrx or SessionState.Unbinding;
        var rx = state is SessionState.BoundRx or SessionState.BoundTrx or SessionState.Unbinding;
        var esme = sender == SessionSide.Esme;
        return request switch
        {
            CommandId.BindTransmitter or CommandId.BindReceiver or CommandId.BindTransceiver => esme && open,
            CommandId.Outbind => !esme && open,
            CommandId.EnquireLink or CommandId.Unbind => !open,
            CommandId.SubmitSm or CommandId.SubmitMulti => esme && tx,
            CommandId.QuerySm or CommandId.CancelSm or CommandId.ReplaceSm => esme && tx,
            CommandId.BroadcastSm or CommandId.QueryBroadcastSm or CommandId.CancelBroadcastSm => esme && tx,
            CommandId.DataSm => esme ? tx : rx,
            CommandId.DeliverSm or CommandId.AlertNotification => !esme && rx,
            _ => false,
        };
    }
}
