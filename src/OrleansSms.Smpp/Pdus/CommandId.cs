namespace OrleansSms.Smpp.Pdus;

/// <summary>What a PDU is: the command_id of its header (SMPP 3.4 §5.1.2.1, SMPP 5.0 §4.7.5). Bit 31 marks a response.</summary>
public enum CommandId : uint
{
    /// <summary>No command: never on the wire.</summary>
    None = 0,

    /// <summary>An ESME asks to receive only (SMPP 3.4 §4.1.3).</summary>
    BindReceiver = 0x00000001,

    /// <summary>An ESME asks to submit only (SMPP 3.4 §4.1.1).</summary>
    BindTransmitter = 0x00000002,

    /// <summary>What became of a message (SMPP 3.4 §4.8).</summary>
    QuerySm = 0x00000003,

    /// <summary>An ESME hands a message to the SMSC (SMPP 3.4 §4.4).</summary>
    SubmitSm = 0x00000004,

    /// <summary>The SMSC hands an MO or a delivery receipt to an ESME (SMPP 3.4 §4.6).</summary>
    DeliverSm = 0x00000005,

    /// <summary>Ends a session in order (SMPP 3.4 §4.2).</summary>
    Unbind = 0x00000006,

    /// <summary>Replaces a message that still waits at the SMSC (SMPP 3.4 §4.10).</summary>
    ReplaceSm = 0x00000007,

    /// <summary>Cancels messages that still wait at the SMSC (SMPP 3.4 §4.9).</summary>
    CancelSm = 0x00000008,

    /// <summary>An ESME asks to submit and receive (SMPP 3.4 §4.1.5).</summary>
    BindTransceiver = 0x00000009,

    /// <summary>The SMSC asks an ESME to bind (SMPP 3.4 §4.1.7). It has no response.</summary>
    Outbind = 0x0000000B,

    /// <summary>Is the peer alive (SMPP 3.4 §4.11).</summary>
    EnquireLink = 0x00000015,

    /// <summary>One message to several destinations (SMPP 3.4 §4.5).</summary>
    SubmitMulti = 0x00000021,

    /// <summary>A mobile station became available (SMPP 3.4 §4.12). It has no response.</summary>
    AlertNotification = 0x00000102,

    /// <summary>A message in either direction with its content in TLVs (SMPP 3.4 §4.7).</summary>
    DataSm = 0x00000103,

    /// <summary>A cell broadcast (SMPP 5.0 §4.4.1).</summary>
    BroadcastSm = 0x00000111,

    /// <summary>What became of a cell broadcast (SMPP 5.0 §4.6.1).</summary>
    QueryBroadcastSm = 0x00000112,

    /// <summary>Cancels a cell broadcast (SMPP 5.0 §4.6.2).</summary>
    CancelBroadcastSm = 0x00000113,

    /// <summary>The header itself was not understood (SMPP 3.4 §4.3).</summary>
    GenericNack = 0x80000000,

    /// <summary>Answers <see cref="BindReceiver"/>.</summary>
    BindReceiverResp = 0x80000001,

    /// <summary>Answers <see cref="BindTransmitter"/>.</summary>
    BindTransmitterResp = 0x80000002,

    /// <summary>Answers <see cref="QuerySm"/>.</summary>
    QuerySmResp = 0x80000003,

    /// <summary>Answers <see cref="SubmitSm"/>.</summary>
    SubmitSmResp = 0x80000004,

    /// <summary>Answers <see cref="DeliverSm"/>.</summary>
    DeliverSmResp = 0x80000005,

    /// <summary>Answers <see cref="Unbind"/>.</summary>
    UnbindResp = 0x80000006,

    /// <summary>Answers <see cref="ReplaceSm"/>.</summary>
    ReplaceSmResp = 0x80000007,

    /// <summary>Answers <see cref="CancelSm"/>.</summary>
    CancelSmResp = 0x80000008,

    /// <summary>Answers <see cref="BindTransceiver"/>.</summary>
    BindTransceiverResp = 0x80000009,

    /// <summary>Answers <see cref="EnquireLink"/>.</summary>
    EnquireLinkResp = 0x80000015,

    /// <summary>Answers <see cref="SubmitMulti"/>.</summary>
    SubmitMultiResp = 0x80000021,

    /// <summary>Answers <see cref="DataSm"/>.</summary>
    DataSmResp = 0x80000103,

    /// <summary>Answers <see cref="BroadcastSm"/>.</summary>
    BroadcastSmResp = 0x80000111,

    /// <summary>Answers <see cref="QueryBroadcastSm"/>.</summary>
    QueryBroadcastSmResp = 0x80000112,

    /// <summary>Answers <see cref="CancelBroadcastSm"/>.</summary>
    CancelBroadcastSmResp = 0x80000113,
}
