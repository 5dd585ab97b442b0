namespace OrleansSms.Domain.Messages;

/// <summary>
/// Events of types that only a newer version knows, in a log that both read while a cluster is upgraded. Who reads on behind such an event loses it for good; so this version's
/// log ends before it, and a silo of the newer version goes on there. After an upgrade that was taken back nobody does: then it is passed over.
/// </summary>
public static class UnknownEvents
{
    /// <summary>How long a silo that knows the type is waited for, from when the event was written: longer than a rolling upgrade takes.</summary>
    public static readonly TimeSpan AwaitedFor = TimeSpan.FromHours(1);

    private static readonly long AwaitedMicros = UnixMicros.From(AwaitedFor);

    /// <summary>Whether the event is to be left to somebody who knows its type, at <paramref name="now"/> in Unix microseconds.</summary>
    public static bool IsAwaited(this LoggedEvent entry, long now) => !entry.Type.IsKnown() && now - UnixMicros.From(entry.Id.At) < AwaitedMicros;

    /// <summary>The part of a page that may be read at <paramref name="now"/>, in Unix microseconds. It may hold events of unknown types, to be passed over.</summary>
    public static IReadOnlyList<LoggedEvent> Readable(this IReadOnlyList<LoggedEvent> page, long now) => Readable(page, static entry => entry, now);

    /// <inheritdoc cref="Readable(IReadOnlyList{LoggedEvent}, long)"/>
    public static IReadOnlyList<EventRecord> Readable(this IReadOnlyList<EventRecord> page, long now) => Readable(page, static record => record.Event, now);

    private static IReadOnlyList<T> Readable<T>(IReadOnlyList<T> page, Func<T, LoggedEvent> entryOf, long now)
    {
        for (var i = 0; i < page.Count; i++)
        {
            if (entryOf(page[i]).IsAwaited(now))
            {
                return [.. page.Take(i)];
            }
        }

        return page;
    }
}
