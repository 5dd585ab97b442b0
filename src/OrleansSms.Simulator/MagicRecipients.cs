namespace OrleansSms.Simulator;

/// <summary>
/// Recipients whose last four digits choose what becomes of a message, so that a sandbox shows every outcome:
/// <list type="bullet">
/// <item><c>…0001</c>: accepted, then the receipt says UNDELIV</item>
/// <item><c>…0002</c>: refused at submit with ESME_RINVDSTADR</item>
/// <item><c>…0003</c>: refused with ESME_RTHROTTLED the first time, accepted and delivered the next</item>
/// <item><c>…0004</c>: accepted, then the receipt says EXPIRED</item>
/// <item><c>…0005</c>: accepted, and no receipt ever comes</item>
/// <item>all others: delivered</item>
/// </list>
/// </summary>
public static class MagicRecipients
{
    internal static MessageOutcome OutcomeOf(string recipient) => recipient.Length < 4 ? MessageOutcome.Delivered : recipient.AsSpan()[^4..] switch
    {
        "0001" => MessageOutcome.Undelivered,
        "0002" => MessageOutcome.RejectedAtSubmit,
        "0003" => MessageOutcome.ThrottledOnce,
        "0004" => MessageOutcome.Expired,
        "0005" => MessageOutcome.NoReceipt,
        _ => MessageOutcome.Delivered,
    };
}
