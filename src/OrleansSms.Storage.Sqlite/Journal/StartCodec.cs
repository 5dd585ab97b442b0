using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Messages;

namespace OrleansSms.Storage.Sqlite.Journal;

/// <summary>Where a new message begins, as octets that follow those of the message.</summary>
internal static class StartCodec
{
    [Flags]
    private enum Parts : byte
    {
        Reason = 1,
        Bind = 2,
        DueAt = 4,
        SameTimeline = 8,
    }

    /// <param name="sameTimeline">Whether its timeline is, octet by octet, that of the message before; otherwise it must follow.</param>
    public static void Write(BlobWriter blob, Message message, MessageStatus status, string? reason, int bind, long? dueAt, bool sameTimeline)
    {
        var parts = (reason is null ? 0 : Parts.Reason) | (bind == 0 ? 0 : Parts.Bind) | (dueAt is null ? 0 : Parts.DueAt)
            | (sameTimeline ? Parts.SameTimeline : 0);
        blob.Byte((byte)parts);
        blob.Byte((byte)status);
        if (reason is not null)
        {
            blob.Text(reason);
        }

        if (bind != 0)
        {
            blob.Varint((ulong)bind);
        }

        if (dueAt is { } due)
        {
            blob.Signed(due - KeyTime.Origin(message.Id.Key));
        }
    }

    public static Start Read(ref BlobReader blob, Message message)
    {
        var parts = (Parts)blob.Byte();
        var status = (MessageStatus)blob.Byte();
        var reason = parts.HasFlag(Parts.Reason) ? blob.Text() : null;
        var bind = parts.HasFlag(Parts.Bind) ? (int)blob.Varint() : 0;
        long? due = parts.HasFlag(Parts.DueAt) ? blob.Signed() + KeyTime.Origin(message.Id.Key) : null;
        return new Start(status, reason, bind, due, parts.HasFlag(Parts.SameTimeline));
    }

    /// <summary>Where a new message begins.</summary>
    internal readonly record struct Start(MessageStatus Status, string? Reason, int Bind, long? DueAt, bool SameTimeline);
}
