namespace OrleansSms.Domain.Contacts;

/// <summary>How an account's messages have fared with a number. Kept by number, not by contact: messages go to numbers that are no contact yet.</summary>
[GenerateSerializer, Immutable, Alias("sms.Engagement")]
public readonly record struct Engagement
{
    /// <summary>Messages that a carrier took.</summary>
    [Id(0)] public long Sent { get; init; }

    /// <summary>Messages that were delivered.</summary>
    [Id(1)] public long Delivered { get; init; }

    /// <summary>Links that were followed.</summary>
    [Id(2)] public long Clicked { get; init; }

    /// <summary>Messages that came from the number.</summary>
    [Id(3)] public long Replied { get; init; }

    /// <summary>When a message was last sent, in Unix microseconds; 0 = never.</summary>
    [Id(4)] public long LastSentAt { get; init; }

    /// <summary>When one was last delivered; 0 = never.</summary>
    [Id(5)] public long LastDeliveredAt { get; init; }

    /// <summary>When a link was last followed; 0 = never.</summary>
    [Id(6)] public long LastClickedAt { get; init; }

    /// <summary>When a message last came; 0 = never.</summary>
    [Id(7)] public long LastRepliedAt { get; init; }

    /// <summary>Both together.</summary>
    public Engagement Plus(in Engagement other) => new()
    {
        Sent = Sent + other.Sent,
        Delivered = Delivered + other.Delivered,
        Clicked = Clicked + other.Clicked,
        Replied = Replied + other.Replied,
        LastSentAt = Math.Max(LastSentAt, other.LastSentAt),
        LastDeliveredAt = Math.Max(LastDeliveredAt, other.LastDeliveredAt),
        LastClickedAt = Math.Max(LastClickedAt, other.LastClickedAt),
        LastRepliedAt = Math.Max(LastRepliedAt, other.LastRepliedAt),
    };
}
