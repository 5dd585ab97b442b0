namespace OrleansSms.Grains.Tests.Webhooks;

/// <summary>Events to put into a log.</summary>
internal static class Events
{
    public const string Account = "acme";

    public const long WrittenMs = 1_772_357_400_000;

    private const long At = WrittenMs * 1_000;

    public static MessageId Message(int number) => new(new SortableId((ulong)number << 16, 7));

    public static EventRecord Of(int message, MessageStatus status, string? callbackUrl = null) =>
        new(
            new LoggedEvent { Type = EventTypes.For(status), At = At + (long)status, Message = Message(message) },
            Record(message, status, callbackUrl),
            null);

    /// <summary>An event of a type that this version does not know.</summary>
    public static EventRecord Unknown(int message) => Of(message, MessageStatus.Queued, "https://example.com/") with
    {
        Event = new LoggedEvent { Type = (EventType)byte.MaxValue, At = At, Message = Message(message) },
    };

    public static EventRecord[] Many(int count, MessageStatus status) => [.. Enumerable.Range(1, count).Select(number => Of(number, status))];

    private static MessageRecord Record(int message, MessageStatus status, string? callbackUrl) => new()
    {
        Message = new Message
        {
            Id = Message(message),
            Account = Account,
            To = new Msisdn(447700900123),
            From = "Acme",
            Body = "Hello",
            Segments = 1,
            CreatedAt = At,
            CallbackUrl = callbackUrl,
        },
        Status = status,
        Version = (int)status,
    };
}
