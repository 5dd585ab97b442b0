using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Makes of a message what is left of it when its recipient is erased.</summary>
internal static class MessageErasure
{
    /// <summary>Says what is to be left; false where a message may still be sent, or was erased before.</summary>
    public static bool Begin(RecentMessage message, NameTable names)
    {
        if (message.Message.To.IsNone || message.State.Status < MessageStatus.Sent)
        {
            return false;
        }

        message.Erased = ErasureRules.Erase(message.Message);
        message.State = message.State with { SmscMessageId = null, History = Erase(message.State.History, KeyTime.Origin(message.Key), names) };
        return true;
    }

    private static History? Erase(History? history, long origin, NameTable names)
    {
        var entries = new List<TimelineEntry>();
        History.ForEach(history, (entries, origin, names), static (to, piece) => TimelineCodec.Read(piece.Octets, to.origin, to.names, to.entries));
        var blob = new BlobWriter();
        foreach (var entry in entries)
        {
            TimelineCodec.Write(blob, ErasureRules.Erase(entry), entry.Carrier is { } carrier ? names.Find(carrier) ?? 0 : 0, detail: 0, origin);
        }

        var octets = blob.Written.ToArray();
        return octets.Length == 0 ? null : new History(null, octets, 0, octets.Length);
    }
}
