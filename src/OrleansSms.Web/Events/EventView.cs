using OrleansSms.Web.Inbound;
using OrleansSms.Web.Messages;

namespace OrleansSms.Web.Events;

/// <summary>Something that happened, as a webhook endpoint is told of it.</summary>
internal sealed record EventView
{
    /// <summary>Its place in the account's log: also the cursor for reading on behind it, and a webhook's webhook-id.</summary>
    public required string Id { get; init; }

    /// <summary>What happened, as in message.delivered.</summary>
    public required string Type { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What it is about.</summary>
    public required EventData Data { get; init; }

    public static EventView Of(EventRecord record) => new()
    {
        Id = record.Event.Id.ToString(),
        Type = record.Event.Type.Name(),
        Timestamp = record.Event.At.ToTime(),
        Data = new EventData
        {
            Reason = record.Event.Reason,
            Error = record.Event.Error,
            Subject = record.Event.Subject,
            Message = record.Message is { } message ? MessageView.Of(message) : null,
            Inbound = record.Inbound is { } inbound ? InboundView.Of(inbound) : null,
        },
    };
}

/// <summary>What an event is about.</summary>
internal sealed record EventData
{
    /// <summary>Reason of the status that the event tells of.</summary>
    public required string? Reason { get; init; }

    /// <summary>Error of that status, or the state of a bind.</summary>
    public required string? Error { get; init; }

    /// <summary>A number, for contact events; a bind, for bind events.</summary>
    public required string? Subject { get; init; }

    /// <summary>The message as it stands now, for message events.</summary>
    public required MessageView? Message { get; init; }

    /// <summary>The message from the handset, for message.received.</summary>
    public required InboundView? Inbound { get; init; }
}
