namespace OrleansSms.Domain.Messages;

/// <summary>
/// The part of a message that changes, and the one rule of how it changes. Every store applies <see cref="Apply"/> to the row it holds,
/// within the transaction that writes the result.
/// </summary>
/// <param name="Status">Where the message stands.</param>
/// <param name="Segments">Number of segments.</param>
/// <param name="SentMask">One bit for each segment that a carrier accepted.</param>
/// <param name="DeliveredMask">One bit for each segment that was delivered.</param>
public readonly record struct MessageState(MessageStatus Status, int Segments, long SentMask, long DeliveredMask)
{
    private long AllSegments => (1L << Segments) - 1;

    /// <summary>
    /// The state after <paramref name="change"/>. Status never goes back and nothing follows a final one; <see cref="MessageStatus.Sent"/> and
    /// <see cref="MessageStatus.Delivered"/> are reached only when every segment is. The one step back: a message that waits in a lane and may not go now is set aside, see
    /// <see cref="MessageChange.SetsAside"/>; it is still shown as queued.
    /// </summary>
    public MessageState Apply(in MessageChange change)
    {
        if (change.OnlyUpTo is { } limit && Status > limit)
        {
            return this;
        }

        var sent = SentMask | change.SentSegments;
        var delivered = DeliveredMask | change.DeliveredSegments;
        var next = change.SetsAside && Status == MessageStatus.Queued && sent == 0 ? MessageStatus.Held : Next(change.To, sent, delivered);
        return new MessageState(next, Segments, sent, delivered);
    }

    private MessageStatus Next(MessageStatus to, long sent, long delivered)
    {
        if (Status.IsFinal() || to <= Status)
        {
            return Status;
        }

        return to switch
        {
            MessageStatus.Sent when sent != AllSegments => Status,
            MessageStatus.Delivered when delivered != AllSegments => Status,
            _ => to,
        };
    }
}
