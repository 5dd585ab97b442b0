namespace OrleansSms.Contracts.Events;

/// <summary>A piece of an account's log as it goes to those who follow it live.</summary>
/// <param name="After">The place that it follows on, in the log; null = the log's beginning. Who stands elsewhere has missed something and reads the log.</param>
/// <param name="Events">Oldest first; never empty.</param>
[GenerateSerializer, Immutable, Alias("sms.EventPage")]
public sealed record EventPage([property: Id(0)] EventId? After, [property: Id(1)] IReadOnlyList<EventRecord> Events)
{
    /// <summary>The place of the last event.</summary>
    public EventId Last => Events[^1].Event.Id;
}
