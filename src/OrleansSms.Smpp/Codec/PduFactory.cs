using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Codec;

/// <summary>Which class stands for which command.</summary>
internal static class PduFactory
{
    /// <summary>Makes an empty PDU; null when the command is unknown.</summary>
    public static Pdu? Create(CommandId id) => id switch
    {
        CommandId.BindReceiver => new BindReceiver(),
        CommandId.BindTransmitter => new BindTransmitter(),
        CommandId.QuerySm => new QuerySm(),
        CommandId.SubmitSm => new SubmitSm(),
        CommandId.DeliverSm => new DeliverSm(),
        CommandId.Unbind => new Unbind(),
        CommandId.ReplaceSm => new ReplaceSm(),
        CommandId.CancelSm => new CancelSm(),
        CommandId.BindTransceiver => new BindTransceiver(),
        CommandId.Outbind => new Outbind(),
        CommandId.EnquireLink => new EnquireLink(),
        CommandId.SubmitMulti => new SubmitMulti(),
        CommandId.AlertNotification => new AlertNotification(),
        CommandId.DataSm => new DataSm(),
        CommandId.BroadcastSm => new BroadcastSm(),
        CommandId.QueryBroadcastSm => new QueryBroadcastSm(),
        CommandId.CancelBroadcastSm => new CancelBroadcastSm(),
        CommandId.GenericNack => new GenericNack(),
        CommandId.BindReceiverResp => new BindReceiverResp(),
        CommandId.BindTransmitterResp => new BindTransmitterResp(),
        CommandId.QuerySmResp => new QuerySmResp(),
        CommandId.SubmitSmResp => new SubmitSmResp(),
        CommandId.DeliverSmResp => new DeliverSmResp(),
        CommandId.UnbindResp => new UnbindResp(),
        CommandId.ReplaceSmResp => new ReplaceSmResp(),
        CommandId.CancelSmResp => new CancelSmResp(),
        CommandId.BindTransceiverResp => new BindTransceiverResp(),
        CommandId.EnquireLinkResp => new EnquireLinkResp(),
        CommandId.SubmitMultiResp => new SubmitMultiResp(),
        CommandId.DataSmResp => new DataSmResp(),
        CommandId.BroadcastSmResp => new BroadcastSmResp(),
        CommandId.QueryBroadcastSmResp => new QueryBroadcastSmResp(),
        CommandId.CancelBroadcastSmResp => new CancelBroadcastSmResp(),
        _ => null,
    };
}
