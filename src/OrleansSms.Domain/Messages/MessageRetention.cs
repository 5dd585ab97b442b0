namespace OrleansSms.Domain.Messages;

/// <summary>Which messages may be removed once their time is over.</summary>
public static class MessageRetention
{
    /// <summary>
    /// The shortest time: events tell of their messages for 30 days, caps look as far back, receipts and answers to requests less far.
    /// </summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromDays(31);

    /// <summary>
    /// Whether a message has ended before a time, in Unix microseconds. One that was sent and of which nothing was heard counts from when it was sent. One that is still under way stays, however
    /// old it is.
    /// </summary>
    public static bool IsOver(MessageStatus status, long? finalAt, long? sentAt, long before) =>
        status.IsFinal() ? finalAt < before : status == MessageStatus.Sent && sentAt < before;

    /// <summary>Whether a message from a handset was received before a time. One that was understood as a keyword stays: it is the evidence of what was decided then.</summary>
    public static bool IsOver(InboundMessage message, long before) => message.ReceivedAt < before && message.Keyword is null;
}
