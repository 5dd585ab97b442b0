namespace OrleansSms.Domain.Messages;

/// <summary>An entry of an account's event log. It names what it is about; texts and numbers stay in the rows.</summary>
[GenerateSerializer, Immutable, Alias("sms.LoggedEvent")]
public sealed record LoggedEvent
{
    /// <summary>Its place in the log; <c>default</c> until it is written.</summary>
    [Id(0)] public EventId Id { get; init; }

    /// <summary>What happened.</summary>
    [Id(1)] public required EventType Type { get; init; }

    /// <summary>When, in Unix microseconds.</summary>
    [Id(2)] public required long At { get; init; }

    /// <summary>The message, outbound or inbound, that it is about.</summary>
    [Id(3)] public MessageId? Message { get; init; }

    /// <summary>Reason of the status.</summary>
    [Id(4)] public string? Reason { get; init; }

    /// <summary>Error of the status, or the state of a bind.</summary>
    [Id(5)] public string? Error { get; init; }

    /// <summary>What else it is about: a bind for bind events; a number for contact events in logs of earlier versions.</summary>
    [Id(6)] public string? Subject { get; init; }
}

/// <summary>An event with what it is about, ready to be shown.</summary>
/// <param name="Event">The entry.</param>
/// <param name="Message">The message as it stands now, for message events.</param>
/// <param name="Inbound">The inbound message, for <c>message.received</c> and events of contacts.</param>
[GenerateSerializer, Immutable, Alias("sms.EventRecord")]
public sealed record EventRecord(
    [property: Id(0)] LoggedEvent Event,
    [property: Id(1)] MessageRecord? Message,
    [property: Id(2)] InboundMessage? Inbound);
