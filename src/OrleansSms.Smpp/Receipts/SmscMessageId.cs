namespace OrleansSms.Smpp.Receipts;

/// <summary>The message ids that an SMSC gives out.</summary>
public static class SmscMessageId
{
    /// <summary>The canonical form of an id, so that the one of a submit_sm_resp and the one of its receipt compare equal by ordinal comparison.</summary>
    /// <param name="id">The id as received.</param>
    /// <param name="idBase">The base that the carrier uses in the PDU the id came in; submit_sm_resp and receipts can differ.</param>
    public static string Normalize(string id, MessageIdBase idBase) => id + idBase;
}
