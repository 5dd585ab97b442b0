using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>
/// Reads messages by id: first from memory, then those that are not there from their rows. In this order, as a message leaves memory only when its row
/// is durable.
/// </summary>
internal sealed class MessageReader(RecentMessages recent, NameTable names)
{
    private const string ById = $"SELECT {MessageRow.Columns} FROM messages WHERE key = ?1";

    /// <summary>Looks into memory. Those that are not there are null, and <paramref name="missing"/> counts them.</summary>
    public MessageRecord?[] Look(IReadOnlyList<MessageId> ids, out int missing)
    {
        missing = 0;
        var found = new MessageRecord?[ids.Count];
        for (var i = 0; i < found.Length; i++)
        {
            if (recent.Find(ids[i].Key) is not { } held)
            {
                missing++;
            }
            else if (held.Message.Message.Id == ids[i])
            {
                found[i] = held.State.ToRecord(held.Message.Message, names);
            }
        }

        return found;
    }

    /// <summary>Fills in from rows what memory did not have.</summary>
    public void Fill(Connection connection, IReadOnlyList<MessageId> ids, MessageRecord?[] found)
    {
        using var snapshot = new Snapshot(connection);
        for (var i = 0; i < found.Length; i++)
        {
            found[i] ??= Read(connection, ids[i]);
        }
    }

    /// <summary>A message's history; null when memory does not have the message.</summary>
    public List<TimelineEntry>? LookTimeline(MessageId id)
    {
        if (recent.Find(id.Key) is not { } held || held.Message.Message.Id != id)
        {
            return null;
        }

        var entries = new List<TimelineEntry>();
        History.ForEach(
            held.State.History,
            (entries, names, origin: KeyTime.Origin(id.Key)),
            static (to, piece) => TimelineCodec.Read(piece.Octets, to.origin, to.names, to.entries));
        return entries;
    }

    /// <summary>A message's history from its row; null when there is none.</summary>
    public List<TimelineEntry>? ReadTimeline(Connection connection, MessageId id)
    {
        using var row = connection.Prepare(ById).Bind(1, id.Key);
        if (!row.Step() || MessageRow.ReadId(row) != id)
        {
            return null;
        }

        var entries = new List<TimelineEntry>();
        var (_, state) = MessageRow.Read(row, names, withHistory: true);
        TimelineCodec.Read(state.History!.Octets, KeyTime.Origin(id.Key), names, entries);
        return entries;
    }

    private MessageRecord? Read(Connection connection, MessageId id)
    {
        using var row = connection.Prepare(ById).Bind(1, id.Key);
        if (!row.Step() || MessageRow.ReadId(row) != id)
        {
            return null;
        }

        var (message, state) = MessageRow.Read(row, names);
        return state.ToRecord(message, names);
    }
}
