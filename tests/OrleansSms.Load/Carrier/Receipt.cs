namespace OrleansSms.Load.Carrier;

/// <summary>A delivery receipt that the gateway has not yet taken.</summary>
/// <param name="Message">The SMSC's id of the message.</param>
/// <param name="Recipient">Where it was delivered.</param>
internal readonly record struct Receipt(long Message, long Recipient);
