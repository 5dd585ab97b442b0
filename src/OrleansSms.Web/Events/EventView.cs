namespace OrleansSms.Web.Events;

/// <summary>Something that happened, exactly as a webhook endpoint is told of it. Only documents the answer.</summary>
internal sealed record EventView
{
    /// <summary>Its place in the account's log: also the cursor for reading on behind it, and a webhook's webhook-id.</summary>
    public required string Id { get; init; }

    /// <summary>What happened, as in message.delivered.</summary>
    public required string Type { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>
    /// What it is about. Of message.received the inbound message; of other message events the message as it was then; of contact events number,
    /// message_id and keyword; of bind events bind and error.
    /// </summary>
    public required JsonElement Data { get; init; }
}
