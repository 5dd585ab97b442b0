using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Smpp.Tests.Session;

public sealed class SessionStateTableTests
{
    [Theory]
    [InlineData(SessionSide.Esme, CommandId.BindTransceiver, "Open")]
    [InlineData(SessionSide.Smsc, CommandId.BindTransceiver, "")]
    [InlineData(SessionSide.Smsc, CommandId.Outbind, "Open")]
    [InlineData(SessionSide.Esme, CommandId.SubmitSm, "BoundTx BoundTrx Unbinding")]
    [InlineData(SessionSide.Smsc, CommandId.SubmitSm, "")]
    [InlineData(SessionSide.Esme, CommandId.QuerySm, "BoundTx BoundTrx Unbinding")]
    [InlineData(SessionSide.Smsc, CommandId.DeliverSm, "BoundRx BoundTrx Unbinding")]
    [InlineData(SessionSide.Esme, CommandId.DeliverSm, "")]
    [InlineData(SessionSide.Esme, CommandId.DataSm, "BoundTx BoundTrx Unbinding")]
    [InlineData(SessionSide.Smsc, CommandId.DataSm, "BoundRx BoundTrx Unbinding")]
    [InlineData(SessionSide.Smsc, CommandId.AlertNotification, "BoundRx BoundTrx Unbinding")]
    [InlineData(SessionSide.Esme, CommandId.EnquireLink, "BoundTx BoundRx BoundTrx Unbinding")]
    [InlineData(SessionSide.Smsc, CommandId.Unbind, "BoundTx BoundRx BoundTrx Unbinding")]
    public void A_request_may_be_sent_in_these_states(SessionSide sender, CommandId request, string states) =>
        Assert.Equal(states, string.Join(' ', Enum.GetValues<SessionState>().Where(state => SessionStateTable.MaySend(sender, state, request))));
}
