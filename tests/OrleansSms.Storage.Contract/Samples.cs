namespace OrleansSms.Storage.Contract;

/// <summary>Makes messages and changes for tests, each with a fresh id at the clock's time.</summary>
public sealed class Samples(TimeProvider time)
{
    private readonly IdGenerator _ids = new(time);

    public long Now => time.GetUnixMicros();

    public MessageId Id() => new(_ids.Next());

    public BatchId BatchId() => new(_ids.Next());

    public Message Message(string account = "acc_one", long to = 447700900123) => new()
    {
        Id = Id(),
        Account = account,
        To = new Msisdn(to),
        From = "SHOP",
        Body = "Your parcel is here – come and get it 📦",
        Category = MessageCategory.Transactional,
        Encoding = MessageEncoding.Ucs2,
        Segments = 1,
        CreatedAt = Now,
        ExpiresAt = Now + UnixMicros.From(MessageLimits.DefaultValidity),
    };

    public NewMessage Queued(BindKey bind, Message? message = null) =>
        new(
            message ?? Message(),
            MessageStatus.Queued,
            null,
            bind,
            null,
            [new TimelineEntry(Now, TimelineKind.Accepted), new TimelineEntry(Now, TimelineKind.Queued, bind.ToString())]);

    public NewMessage Scheduled(long dueAt, Message? message = null) =>
        new(message ?? Message(), MessageStatus.Scheduled, null, null, dueAt, [new TimelineEntry(Now, TimelineKind.Scheduled)]);

    public MessageChange Change(MessageId id, MessageStatus to) => new()
    {
        Id = id,
        To = to,
        At = Now,
        Entry = new TimelineEntry(Now, TimelineKind.Ended),
    };

    public MessageChange Sent(MessageId id, long segments = 1, string? smscId = null) =>
        Change(id, MessageStatus.Sent) with { SentSegments = segments, SmscMessageId = smscId };

    public MessageChange Delivered(MessageId id, long segments = 1) =>
        Change(id, MessageStatus.Delivered) with { DeliveredSegments = segments };

    public InboundMessage Inbound(string account = "acc_one") => new()
    {
        Id = Id(),
        Account = account,
        From = "+447700900123",
        To = "60777",
        Body = "STOP ✋",
        Encoding = "ucs2",
        ReceivedAt = Now,
        Carrier = "north",
        Segments = 2,
        Complete = false,
        Keyword = "stop",
    };

    public InboundPart Part(string carrier = "north", int number = 1) => new()
    {
        Id = Id(),
        Carrier = carrier,
        From = "447700900123",
        To = "60777",
        Reference = 7,
        Total = 2,
        Number = number,
        Mode = 0,
        DataCoding = 0,
        Body = "half"u8.ToArray(),
        ReceivedAt = Now,
    };

    public IdempotencyRecord Request(byte key, byte hash = 1, long? at = null) =>
        new(Enumerable.Repeat(key, 16).ToArray(), Enumerable.Repeat(hash, 32).ToArray(), new byte[] { 4, 5, 6 }, at ?? Now);
}
