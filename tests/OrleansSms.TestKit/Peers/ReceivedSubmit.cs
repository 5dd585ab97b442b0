namespace OrleansSms.TestKit.Peers;

/// <summary>A submit_sm (or submit_multi, data_sm) as it stood on the wire.</summary>
/// <param name="Order">1 for the first one the peer got.</param>
/// <param name="At">When it came, in Unix milliseconds.</param>
/// <param name="Session">The number of the session it came on, see <see cref="PeerSession"/>.</param>
/// <param name="Id">The message_id it was answered with, or would have been; null when it was refused.</param>
/// <param name="Status">The command_status of its script, or ESME_RTHROTTLED.</param>
/// <param name="ShortMessage">Hex, with the UDH.</param>
/// <param name="Tlvs">Tag to hex.</param>
public sealed record ReceivedSubmit(
    int Order,
    long At,
    int Session,
    uint Sequence,
    string Command,
    string? Id,
    uint Status,
    string ServiceType,
    string Source,
    byte SourceTon,
    byte SourceNpi,
    string Destination,
    byte DestinationTon,
    byte DestinationNpi,
    byte EsmClass,
    byte ProtocolId,
    byte PriorityFlag,
    string ScheduleDeliveryTime,
    string ValidityPeriod,
    byte RegisteredDelivery,
    byte DataCoding,
    string ShortMessage,
    IReadOnlyDictionary<ushort, string> Tlvs);
