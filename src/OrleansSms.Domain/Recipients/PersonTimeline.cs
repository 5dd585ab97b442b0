using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Recipients;

/// <summary>A person's timeline, put together from messages both ways and what is remembered, newest first. Pure.</summary>
public static class PersonTimeline
{
    private const long MicrosPerMs = 1_000;

    /// <summary>The page behind <paramref name="before"/>.</summary>
    /// <param name="messages">Messages to the person behind it.</param>
    /// <param name="inbound">Messages from the person behind it.</param>
    /// <param name="notes">What is remembered of the person, see <see cref="NotesOf"/>.</param>
    /// <param name="before">Where the page begins; null = at the newest.</param>
    /// <param name="limit">Most messages of the page.</param>
    public static Page<PersonEntry> Merge(
        Page<MessageRecord> messages, Page<InboundMessage> inbound, IEnumerable<PersonEntry> notes, MessageId? before, int limit)
    {
        // Behind the later of the two ends one of them has not been looked at yet.
        var end = Later(Read(messages.Next), Read(inbound.Next));
        var found = messages.Items.Select(static record => (record.Message.Id, Entry: new PersonEntry(record.Message.CreatedAt, PersonEntryKind.Message, Message: record)))
            .Concat(inbound.Items.Select(static message => (message.Id, Entry: new PersonEntry(message.ReceivedAt, PersonEntryKind.Inbound, Inbound: message))))
            .Where(entry => end is null || entry.Id.Key >= end.Value.Key)
            .OrderByDescending(static entry => entry.Id.Key)
            .ToList();
        var next = found.Count > limit ? found[limit - 1].Id : end;
        var (from, until) = (next is { } last ? TimeOf(last) : 0, before is { } first ? TimeOf(first) : long.MaxValue);
        var page = found.Take(limit).Select(static entry => entry.Entry).Concat(notes.Where(note => note.At >= from && note.At < until));
        return new Page<PersonEntry>([.. page.OrderByDescending(static entry => entry.At)], next?.ToString());
    }

    /// <summary>What is remembered of a person that concerns an account.</summary>
    public static IEnumerable<PersonEntry> NotesOf(RecipientState state, string account)
    {
        var own = state.As(account);
        return own.OptOuts.Select(static optOut => new PersonEntry(optOut.At, PersonEntryKind.OptedOut, Record: optOut.Message, Detail: optOut.Keyword))
            .Concat(own.Suppressions.Select(static entry => new PersonEntry(entry.At, PersonEntryKind.Suppressed, Record: entry.List, Detail: entry.Reason)))
            .Concat(own.PossibleOptOuts.Select(static possible => new PersonEntry(possible.At, PersonEntryKind.PossibleOptOut, Record: possible.Message, Detail: possible.Keyword)))
            .Concat(own.Consents.SelectMany(ChangesOf));
    }

    private static IEnumerable<PersonEntry> ChangesOf(Consent consent)
    {
        yield return new PersonEntry(consent.At, PersonEntryKind.ConsentGiven, Record: consent.Record, Detail: consent.Purpose);
        if (consent.ConfirmedAt is { } confirmed)
        {
            yield return new PersonEntry(confirmed, PersonEntryKind.ConsentConfirmed, Record: consent.Record, Detail: consent.Purpose);
        }

        if (consent.RevokedAt is { } revoked)
        {
            yield return new PersonEntry(revoked, PersonEntryKind.ConsentRevoked, Record: consent.Record, Detail: consent.RevokedBy);
        }
    }

    private static MessageId? Read(string? cursor) => MessageId.TryParse(cursor, out var id) ? id : null;

    private static MessageId? Later(MessageId? left, MessageId? right) => left is null || right?.Key > left.Value.Key ? right : left;

    private static long TimeOf(MessageId id) => id.Value.CreatedAt.ToUnixTimeMilliseconds() * MicrosPerMs;
}
