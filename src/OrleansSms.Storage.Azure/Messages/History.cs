namespace OrleansSms.Storage.Azure.Messages;

/// <summary>A message's timeline, newest first, so that a step shares what was there before.</summary>
internal sealed record History(History? Before, TimelineEntry Entry, int Count)
{
    public static History? From(IReadOnlyList<TimelineEntry> entries)
    {
        History? history = null;
        foreach (var entry in entries)
        {
            history = Add(history, entry);
        }

        return history;
    }

    public static History Add(History? before, TimelineEntry entry) => new(before, entry, (before?.Count ?? 0) + 1);

    /// <summary>Oldest first.</summary>
    public static TimelineEntry[] ToArray(History? newest)
    {
        var entries = new TimelineEntry[newest?.Count ?? 0];
        for (var piece = newest; piece is not null; piece = piece.Before)
        {
            entries[piece.Count - 1] = piece.Entry;
        }

        return entries;
    }
}
