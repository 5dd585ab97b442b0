namespace OrleansSms.Smpp.Pdus;

public readonly partial record struct CommandStatus
{
    /// <summary>ESME_ROK (0x00000000): no error.</summary>
    public static readonly CommandStatus Ok = new(0x00000000);

    /// <summary>ESME_RINVMSGLEN (0x00000001): the message length is invalid.</summary>
    public static readonly CommandStatus InvalidMessageLength = new(0x00000001);

    /// <summary>ESME_RINVCMDLEN (0x00000002): the command length is invalid.</summary>
    public static readonly CommandStatus InvalidCommandLength = new(0x00000002);

    /// <summary>ESME_RINVCMDID (0x00000003): the command id is invalid or not supported.</summary>
    public static readonly CommandStatus InvalidCommandId = new(0x00000003);

    /// <summary>ESME_RINVBNDSTS (0x00000004): the operation is not allowed in the state the session is in.</summary>
    public static readonly CommandStatus InvalidBindStatus = new(0x00000004);

    /// <summary>ESME_RALYBND (0x00000005): the ESME is already bound.</summary>
    public static readonly CommandStatus AlreadyBound = new(0x00000005);

    /// <summary>ESME_RINVPRTFLG (0x00000006): the priority flag is invalid.</summary>
    public static readonly CommandStatus InvalidPriorityFlag = new(0x00000006);

    /// <summary>ESME_RINVREGDLVFLG (0x00000007): the registered_delivery flag is invalid.</summary>
    public static readonly CommandStatus InvalidRegisteredDelivery = new(0x00000007);

    /// <summary>ESME_RSYSERR (0x00000008): the peer failed internally.</summary>
    public static readonly CommandStatus SystemError = new(0x00000008);

    /// <summary>ESME_RINVSRCADR (0x0000000A): the source address is invalid.</summary>
    public static readonly CommandStatus InvalidSourceAddress = new(0x0000000A);

    /// <summary>ESME_RINVDSTADR (0x0000000B): the destination address is invalid.</summary>
    public static readonly CommandStatus InvalidDestinationAddress = new(0x0000000B);

    /// <summary>ESME_RINVMSGID (0x0000000C): the message id is invalid.</summary>
    public static readonly CommandStatus InvalidMessageId = new(0x0000000C);

    /// <summary>ESME_RBINDFAIL (0x0000000D): the bind failed.</summary>
    public static readonly CommandStatus BindFailed = new(0x0000000D);

    /// <summary>ESME_RINVPASWD (0x0000000E): the password is invalid.</summary>
    public static readonly CommandStatus InvalidPassword = new(0x0000000E);

    /// <summary>ESME_RINVSYSID (0x0000000F): the system_id is invalid.</summary>
    public static readonly CommandStatus InvalidSystemId = new(0x0000000F);

    /// <summary>ESME_RCANCELFAIL (0x00000011): cancel_sm failed.</summary>
    public static readonly CommandStatus CancelFailed = new(0x00000011);

    /// <summary>ESME_RREPLACEFAIL (0x00000013): replace_sm failed.</summary>
    public static readonly CommandStatus ReplaceFailed = new(0x00000013);

    /// <summary>ESME_RMSGQFUL (0x00000014): the peer's message queue is full.</summary>
    public static readonly CommandStatus MessageQueueFull = new(0x00000014);

    /// <summary>ESME_RINVSERTYP (0x00000015): the service_type is invalid.</summary>
    public static readonly CommandStatus InvalidServiceType = new(0x00000015);

    /// <summary>ESME_RINVNUMDESTS (0x00000033): the number of destinations is invalid.</summary>
    public static readonly CommandStatus InvalidNumberOfDestinations = new(0x00000033);

    /// <summary>ESME_RINVDLNAME (0x00000034): the name of the distribution list is invalid.</summary>
    public static readonly CommandStatus InvalidDistributionListName = new(0x00000034);

    /// <summary>ESME_RINVDESTFLAG (0x00000040): the destination flag of submit_multi is invalid.</summary>
    public static readonly CommandStatus InvalidDestinationFlag = new(0x00000040);

    /// <summary>ESME_RINVSUBREP (0x00000042): submit with replace is not supported or not valid here.</summary>
    public static readonly CommandStatus InvalidSubmitWithReplace = new(0x00000042);

    /// <summary>ESME_RINVESMCLASS (0x00000043): the esm_class is invalid.</summary>
    public static readonly CommandStatus InvalidEsmClass = new(0x00000043);

    /// <summary>ESME_RCNTSUBDL (0x00000044): submitting to this distribution list is not possible.</summary>
    public static readonly CommandStatus CannotSubmitToList = new(0x00000044);

    /// <summary>ESME_RSUBMITFAIL (0x00000045): submit_sm or submit_multi failed.</summary>
    public static readonly CommandStatus SubmitFailed = new(0x00000045);

    /// <summary>ESME_RINVSRCTON (0x00000048): the TON of the source address is invalid.</summary>
    public static readonly CommandStatus InvalidSourceTon = new(0x00000048);

    /// <summary>ESME_RINVSRCNPI (0x00000049): the NPI of the source address is invalid.</summary>
    public static readonly CommandStatus InvalidSourceNpi = new(0x00000049);

    /// <summary>ESME_RINVDSTTON (0x00000050): the TON of the destination address is invalid.</summary>
    public static readonly CommandStatus InvalidDestinationTon = new(0x00000050);

    /// <summary>ESME_RINVDSTNPI (0x00000051): the NPI of the destination address is invalid.</summary>
    public static readonly CommandStatus InvalidDestinationNpi = new(0x00000051);

    /// <summary>ESME_RINVSYSTYP (0x00000053): the system_type is invalid.</summary>
    public static readonly CommandStatus InvalidSystemType = new(0x00000053);

    /// <summary>ESME_RINVREPFLAG (0x00000054): the replace_if_present flag is invalid.</summary>
    public static readonly CommandStatus InvalidReplaceFlag = new(0x00000054);

    /// <summary>ESME_RINVNUMMSGS (0x00000055): the number of messages is invalid.</summary>
    public static readonly CommandStatus InvalidNumberOfMessages = new(0x00000055);

    /// <summary>ESME_RTHROTTLED (0x00000058): the ESME exceeded the rate allowed to it.</summary>
    public static readonly CommandStatus Throttled = new(0x00000058);

    /// <summary>ESME_RINVSCHED (0x00000061): the scheduled delivery time is invalid.</summary>
    public static readonly CommandStatus InvalidScheduledDeliveryTime = new(0x00000061);

    /// <summary>ESME_RINVEXPIRY (0x00000062): the validity period is invalid.</summary>
    public static readonly CommandStatus InvalidValidityPeriod = new(0x00000062);

    /// <summary>ESME_RINVDFTMSGID (0x00000063): the predefined message does not exist.</summary>
    public static readonly CommandStatus InvalidDefaultMessageId = new(0x00000063);

    /// <summary>ESME_RX_T_APPN (0x00000064): the receiving ESME has a temporary error.</summary>
    public static readonly CommandStatus ReceiverTemporaryError = new(0x00000064);

    /// <summary>ESME_RX_P_APPN (0x00000065): the receiving ESME has a permanent error.</summary>
    public static readonly CommandStatus ReceiverPermanentError = new(0x00000065);

    /// <summary>ESME_RX_R_APPN (0x00000066): the receiving ESME rejects the message.</summary>
    public static readonly CommandStatus ReceiverRejectError = new(0x00000066);

    /// <summary>ESME_RQUERYFAIL (0x00000067): query_sm failed.</summary>
    public static readonly CommandStatus QueryFailed = new(0x00000067);

    /// <summary>ESME_RINVTLVSTREAM (0x000000C0): the TLVs of the PDU cannot be read (3.4: RINVOPTPARSTREAM).</summary>
    public static readonly CommandStatus InvalidTlvStream = new(0x000000C0);

    /// <summary>ESME_RTLVNOTALLWD (0x000000C1): a TLV is not allowed here (3.4: ROPTPARNOTALLWD).</summary>
    public static readonly CommandStatus TlvNotAllowed = new(0x000000C1);

    /// <summary>ESME_RINVTLVLEN (0x000000C2): a TLV has the wrong length (3.4: RINVPARLEN).</summary>
    public static readonly CommandStatus InvalidTlvLength = new(0x000000C2);

    /// <summary>ESME_RMISSINGTLV (0x000000C3): a TLV that is needed is missing (3.4: RMISSINGOPTPARAM).</summary>
    public static readonly CommandStatus MissingTlv = new(0x000000C3);

    /// <summary>ESME_RINVTLVVAL (0x000000C4): the value of a TLV is invalid (3.4: RINVOPTPARAMVAL).</summary>
    public static readonly CommandStatus InvalidTlvValue = new(0x000000C4);

    /// <summary>ESME_RDELIVERYFAILURE (0x000000FE): delivery failed (data_sm_resp).</summary>
    public static readonly CommandStatus DeliveryFailure = new(0x000000FE);

    /// <summary>ESME_RUNKNOWNERR (0x000000FF): any other error.</summary>
    public static readonly CommandStatus UnknownError = new(0x000000FF);

    /// <summary>ESME_RSERTYPUNAUTH (0x00000100): the ESME may not use this service_type (5.0).</summary>
    public static readonly CommandStatus ServiceTypeUnauthorised = new(0x00000100);

    /// <summary>ESME_RPROHIBITED (0x00000101): the ESME may not use this operation (5.0).</summary>
    public static readonly CommandStatus Prohibited = new(0x00000101);

    /// <summary>ESME_RSERTYPUNAVAIL (0x00000102): the service_type is not available at the moment (5.0).</summary>
    public static readonly CommandStatus ServiceTypeUnavailable = new(0x00000102);

    /// <summary>ESME_RSERTYPDENIED (0x00000103): the service_type is denied (5.0).</summary>
    public static readonly CommandStatus ServiceTypeDenied = new(0x00000103);

    /// <summary>ESME_RINVDCS (0x00000104): the data_coding is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidDataCoding = new(0x00000104);

    /// <summary>ESME_RINVSRCADDRSUBUNIT (0x00000105): the subunit of the source address is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidSourceSubunit = new(0x00000105);

    /// <summary>ESME_RINVDSTADDRSUBUNIT (0x00000106): the subunit of the destination address is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidDestinationSubunit = new(0x00000106);

    /// <summary>ESME_RINVBCASTFREQINT (0x00000107): the broadcast frequency interval is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidBroadcastFrequency = new(0x00000107);

    /// <summary>ESME_RINVBCASTALIAS_NAME (0x00000108): the broadcast alias is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidBroadcastAlias = new(0x00000108);

    /// <summary>ESME_RINVBCASTAREAFMT (0x00000109): the format of the broadcast area is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidBroadcastAreaFormat = new(0x00000109);

    /// <summary>ESME_RINVNUMBCAST_AREAS (0x0000010A): the number of broadcast areas is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidBroadcastAreaCount = new(0x0000010A);

    /// <summary>ESME_RINVBCASTCNTTYPE (0x0000010B): the broadcast content type is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidBroadcastContentType = new(0x0000010B);

    /// <summary>ESME_RINVBCASTMSGCLASS (0x0000010C): the broadcast message class is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidBroadcastMessageClass = new(0x0000010C);

    /// <summary>ESME_RBCASTFAIL (0x0000010D): broadcast_sm failed (5.0).</summary>
    public static readonly CommandStatus BroadcastFailed = new(0x0000010D);

    /// <summary>ESME_RBCASTQUERYFAIL (0x0000010E): query_broadcast_sm failed (5.0).</summary>
    public static readonly CommandStatus BroadcastQueryFailed = new(0x0000010E);

    /// <summary>ESME_RBCASTCANCELFAIL (0x0000010F): cancel_broadcast_sm failed (5.0).</summary>
    public static readonly CommandStatus BroadcastCancelFailed = new(0x0000010F);

    /// <summary>ESME_RINVBCAST_REP (0x00000110): the number of broadcast repetitions is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidBroadcastRepetitions = new(0x00000110);

    /// <summary>ESME_RINVBCASTSRVGRP (0x00000111): the broadcast service group is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidBroadcastServiceGroup = new(0x00000111);

    /// <summary>ESME_RINVBCASTCHANIND (0x00000112): the broadcast channel indicator is invalid (5.0).</summary>
    public static readonly CommandStatus InvalidBroadcastChannel = new(0x00000112);
}
