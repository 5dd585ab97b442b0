namespace OrleansSms.Smpp.Tlvs;

/// <summary>The tags of optional parameters (SMPP 3.4 §5.3.2, SMPP 5.0 §4.8.4). 0x1400 to 0x3FFF are the carriers' own.</summary>
public static class TlvTag
{
    /// <summary>dest_addr_subunit: which part of the recipient's device the message is for.</summary>
    public const ushort DestAddrSubunit = 0x0005;

    /// <summary>dest_network_type: the kind of network of the destination.</summary>
    public const ushort DestNetworkType = 0x0006;

    /// <summary>dest_bearer_type: the bearer of the destination.</summary>
    public const ushort DestBearerType = 0x0007;

    /// <summary>dest_telematics_id: the telematic interworking of the destination.</summary>
    public const ushort DestTelematicsId = 0x0008;

    /// <summary>source_addr_subunit: which part of the sender's device the message is from.</summary>
    public const ushort SourceAddrSubunit = 0x000D;

    /// <summary>source_network_type: the kind of network of the source.</summary>
    public const ushort SourceNetworkType = 0x000E;

    /// <summary>source_bearer_type: the bearer of the source.</summary>
    public const ushort SourceBearerType = 0x000F;

    /// <summary>source_telematics_id: the telematic interworking of the source.</summary>
    public const ushort SourceTelematicsId = 0x0010;

    /// <summary>qos_time_to_live: how long the message is kept, in seconds.</summary>
    public const ushort QosTimeToLive = 0x0017;

    /// <summary>payload_type: the kind of message_payload: 0 default, 1 WCMP.</summary>
    public const ushort PayloadType = 0x0019;

    /// <summary>additional_status_info_text: a text that explains the status.</summary>
    public const ushort AdditionalStatusInfoText = 0x001D;

    /// <summary>receipted_message_id: the id of the message that the delivery receipt is about.</summary>
    public const ushort ReceiptedMessageId = 0x001E;

    /// <summary>ms_msg_wait_facilities: the message-waiting indicator to set.</summary>
    public const ushort MsMsgWaitFacilities = 0x0030;

    /// <summary>privacy_indicator: the level of privacy, 0 to 3.</summary>
    public const ushort PrivacyIndicator = 0x0201;

    /// <summary>source_subaddress: the subaddress of the source.</summary>
    public const ushort SourceSubaddress = 0x0202;

    /// <summary>dest_subaddress: the subaddress of the destination.</summary>
    public const ushort DestSubaddress = 0x0203;

    /// <summary>user_message_reference: a reference of the ESME's own, 16 bits.</summary>
    public const ushort UserMessageReference = 0x0204;

    /// <summary>user_response_code: a user's answer code.</summary>
    public const ushort UserResponseCode = 0x0205;

    /// <summary>source_port: the application port of the source.</summary>
    public const ushort SourcePort = 0x020A;

    /// <summary>destination_port: the application port of the destination.</summary>
    public const ushort DestinationPort = 0x020B;

    /// <summary>sar_msg_ref_num: the concatenation reference of a segmented message, 16 bits.</summary>
    public const ushort SarMsgRefNum = 0x020C;

    /// <summary>language_indicator: the language of the text.</summary>
    public const ushort LanguageIndicator = 0x020D;

    /// <summary>sar_total_segments: how many segments the message has, 1 to 255.</summary>
    public const ushort SarTotalSegments = 0x020E;

    /// <summary>sar_segment_seqnum: which segment this is, from 1.</summary>
    public const ushort SarSegmentSeqnum = 0x020F;

    /// <summary>sc_interface_version: the SMPP version the SMSC speaks, 0x34 for 3.4.</summary>
    public const ushort ScInterfaceVersion = 0x0210;

    /// <summary>callback_num_pres_ind: how the callback number is presented.</summary>
    public const ushort CallbackNumPresInd = 0x0302;

    /// <summary>callback_num_atag: the text shown with the callback number.</summary>
    public const ushort CallbackNumAtag = 0x0303;

    /// <summary>number_of_messages: how many messages wait in the mailbox.</summary>
    public const ushort NumberOfMessages = 0x0304;

    /// <summary>callback_num: the number to call back; may occur several times.</summary>
    public const ushort CallbackNum = 0x0381;

    /// <summary>dpf_result: whether the delivery pending flag was set.</summary>
    public const ushort DpfResult = 0x0420;

    /// <summary>set_dpf: asks for the delivery pending flag.</summary>
    public const ushort SetDpf = 0x0421;

    /// <summary>ms_availability_status: whether the mobile station is available: 0, 1 denied, 2 unavailable.</summary>
    public const ushort MsAvailabilityStatus = 0x0422;

    /// <summary>network_error_code: the error of the network: one octet of type, two of code.</summary>
    public const ushort NetworkErrorCode = 0x0423;

    /// <summary>message_payload: the message itself, up to 64 KB, instead of short_message.</summary>
    public const ushort MessagePayload = 0x0424;

    /// <summary>delivery_failure_reason: why delivery failed, 0 to 3.</summary>
    public const ushort DeliveryFailureReason = 0x0425;

    /// <summary>more_messages_to_send: whether more messages follow to the same destination.</summary>
    public const ushort MoreMessagesToSend = 0x0426;

    /// <summary>message_state: the state of the message, see SMPP 3.4 §5.2.28.</summary>
    public const ushort MessageState = 0x0427;

    /// <summary>congestion_state: how congested the peer is, in percent (5.0).</summary>
    public const ushort CongestionState = 0x0428;

    /// <summary>ussd_service_op: the USSD operation.</summary>
    public const ushort UssdServiceOp = 0x0501;

    /// <summary>broadcast_channel_indicator: the cell broadcast channel (5.0).</summary>
    public const ushort BroadcastChannelIndicator = 0x0600;

    /// <summary>broadcast_content_type: the kind of broadcast content (5.0).</summary>
    public const ushort BroadcastContentType = 0x0601;

    /// <summary>broadcast_content_type_info: more about the broadcast content (5.0).</summary>
    public const ushort BroadcastContentTypeInfo = 0x0602;

    /// <summary>broadcast_message_class: the class of the broadcast message (5.0).</summary>
    public const ushort BroadcastMessageClass = 0x0603;

    /// <summary>broadcast_rep_num: how often to repeat the broadcast (5.0).</summary>
    public const ushort BroadcastRepNum = 0x0604;

    /// <summary>broadcast_frequency_interval: the time between repetitions (5.0).</summary>
    public const ushort BroadcastFrequencyInterval = 0x0605;

    /// <summary>broadcast_area_identifier: where to broadcast; may occur several times (5.0).</summary>
    public const ushort BroadcastAreaIdentifier = 0x0606;

    /// <summary>broadcast_error_status: the error of a broadcast area (5.0).</summary>
    public const ushort BroadcastErrorStatus = 0x0607;

    /// <summary>broadcast_area_success: the success rate of a broadcast area, in percent (5.0).</summary>
    public const ushort BroadcastAreaSuccess = 0x0608;

    /// <summary>broadcast_end_time: when the broadcast ended (5.0).</summary>
    public const ushort BroadcastEndTime = 0x0609;

    /// <summary>broadcast_service_group: the service group of the broadcast (5.0).</summary>
    public const ushort BroadcastServiceGroup = 0x060A;

    /// <summary>billing_identification: billing information, opaque (5.0).</summary>
    public const ushort BillingIdentification = 0x060B;

    /// <summary>source_network_id: the network the message is from (5.0).</summary>
    public const ushort SourceNetworkId = 0x060D;

    /// <summary>dest_network_id: the network the message is for (5.0).</summary>
    public const ushort DestNetworkId = 0x060E;

    /// <summary>source_node_id: the node the message is from (5.0).</summary>
    public const ushort SourceNodeId = 0x060F;

    /// <summary>dest_node_id: the node the message is for (5.0).</summary>
    public const ushort DestNodeId = 0x0610;

    /// <summary>dest_addr_np_resolution: the state of number portability (5.0).</summary>
    public const ushort DestAddrNpResolution = 0x0611;

    /// <summary>dest_addr_np_information: the number portability routing number (5.0).</summary>
    public const ushort DestAddrNpInformation = 0x0612;

    /// <summary>dest_addr_np_country: the country of the ported number (5.0).</summary>
    public const ushort DestAddrNpCountry = 0x0613;

    /// <summary>display_time: how to display the message: 0 temporary, 1 default, 2 invoke.</summary>
    public const ushort DisplayTime = 0x1201;

    /// <summary>sms_signal: the alert signal.</summary>
    public const ushort SmsSignal = 0x1203;

    /// <summary>ms_validity: how long the mobile station keeps the message.</summary>
    public const ushort MsValidity = 0x1204;

    /// <summary>alert_on_message_delivery: alert the user on delivery.</summary>
    public const ushort AlertOnMessageDelivery = 0x130C;

    /// <summary>its_reply_type: how the user replies in an interactive teleservice.</summary>
    public const ushort ItsReplyType = 0x1380;

    /// <summary>its_session_info: the session of an interactive teleservice.</summary>
    public const ushort ItsSessionInfo = 0x1383;
}
