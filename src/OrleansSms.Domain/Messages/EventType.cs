namespace OrleansSms.Domain.Messages;

/// <summary>What an account is told about, by webhook or by polling.</summary>
public enum EventType : byte
{
    /// <summary>No event.</summary>
    None = 0,

    /// <summary>message.accepted</summary>
    MessageAccepted = 1,

    /// <summary>message.scheduled</summary>
    MessageScheduled = 2,

    /// <summary>message.held</summary>
    MessageHeld = 3,

    /// <summary>message.queued</summary>
    MessageQueued = 4,

    /// <summary>message.sent</summary>
    MessageSent = 5,

    /// <summary>message.delivered</summary>
    MessageDelivered = 6,

    /// <summary>message.undelivered</summary>
    MessageUndelivered = 7,

    /// <summary>message.failed</summary>
    MessageFailed = 8,

    /// <summary>message.expired</summary>
    MessageExpired = 9,

    /// <summary>message.canceled</summary>
    MessageCanceled = 10,

    /// <summary>message.suppressed</summary>
    MessageSuppressed = 11,

    /// <summary>message.received</summary>
    MessageReceived = 12,

    /// <summary>contact.opted_out</summary>
    ContactOptedOut = 13,

    /// <summary>contact.opted_in</summary>
    ContactOptedIn = 14,

    /// <summary>bind.up</summary>
    BindUp = 15,

    /// <summary>bind.down</summary>
    BindDown = 16,

    /// <summary>bind.throttled</summary>
    BindThrottled = 17,

    /// <summary>contact.help_requested</summary>
    ContactHelpRequested = 18,

    /// <summary>campaign.started</summary>
    CampaignStarted = 19,

    /// <summary>campaign.paused</summary>
    CampaignPaused = 20,

    /// <summary>campaign.resumed</summary>
    CampaignResumed = 21,

    /// <summary>campaign.finished</summary>
    CampaignFinished = 22,

    /// <summary>campaign.canceled</summary>
    CampaignCanceled = 23,

    /// <summary>campaign.failed</summary>
    CampaignFailed = 24,

    /// <summary>campaign.winner_chosen</summary>
    CampaignWinnerChosen = 25,

    /// <summary>link.clicked</summary>
    LinkClicked = 26,

    /// <summary>message.uncertain</summary>
    MessageUncertain = 27,

    /// <summary>import.finished</summary>
    ImportFinished = 28,
}

/// <summary>Names of events and which status causes which.</summary>
public static class EventTypes
{
    private static readonly string[] Names =
    [
        "", "message.accepted", "message.scheduled", "message.held", "message.queued", "message.sent", "message.delivered",
        "message.undelivered", "message.failed", "message.expired", "message.canceled", "message.suppressed", "message.received",
        "contact.opted_out", "contact.opted_in", "bind.up", "bind.down", "bind.throttled",
        "contact.help_requested", "campaign.started", "campaign.paused", "campaign.resumed", "campaign.finished", "campaign.canceled", "campaign.failed",
        "campaign.winner_chosen", "link.clicked", "message.uncertain", "import.finished",
    ];

    /// <summary>Every name that an endpoint may subscribe to.</summary>
    public static IReadOnlyList<string> All { get; } = Names[1..];

    /// <summary>Whether this version knows what it says. In a cluster that is being upgraded, silos of a newer version write into the same log.</summary>
    public static bool IsKnown(this EventType type) => (int)type < Names.Length;

    /// <summary>Whether the message that it names came from a handset.</summary>
    public static bool IsOfHandset(this EventType type) =>
        type is EventType.MessageReceived or EventType.ContactOptedOut or EventType.ContactOptedIn or EventType.ContactHelpRequested;

    /// <summary>The same, and yes for what this version does not know: another silo, which does, may have asked.</summary>
    public static bool MayBeOfHandset(this EventType type) => type.IsOfHandset() || !type.IsKnown();

    /// <summary>The name of a known one as it stands in a webhook's <c>type</c>.</summary>
    public static string Name(this EventType type) => Names[(int)type];

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string name, out EventType type)
    {
        var index = Array.IndexOf(Names, name);
        type = (EventType)Math.Max(index, 0);
        return index > 0;
    }

    /// <summary>The event that reaching a status causes.</summary>
    public static EventType For(MessageStatus status) => status switch
    {
        MessageStatus.Accepted => EventType.MessageAccepted,
        MessageStatus.Scheduled => EventType.MessageScheduled,
        MessageStatus.Held => EventType.MessageHeld,
        MessageStatus.Queued => EventType.MessageQueued,
        MessageStatus.Sending => EventType.MessageUncertain,
        MessageStatus.Sent => EventType.MessageSent,
        MessageStatus.Delivered => EventType.MessageDelivered,
        MessageStatus.Undelivered => EventType.MessageUndelivered,
        MessageStatus.Failed => EventType.MessageFailed,
        MessageStatus.Expired => EventType.MessageExpired,
        MessageStatus.Canceled => EventType.MessageCanceled,
        MessageStatus.Suppressed => EventType.MessageSuppressed,
        _ => EventType.None,
    };
}
