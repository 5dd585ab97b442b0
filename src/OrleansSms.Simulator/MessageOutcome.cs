namespace OrleansSms.Simulator;

/// <summary>What becomes of a message.</summary>
internal enum MessageOutcome
{
    Delivered,
    Undelivered,
    RejectedAtSubmit,
    ThrottledOnce,
    Expired,
    NoReceipt,
}
