using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>
/// The column <c>record</c>: all of a message that SQL does not ask for. How far it has come, then the message as accepted, then its history to the end.
/// </summary>
internal static class RowCodec
{
    [Flags]
    private enum Parts : byte
    {
        Reason = 1,
        Error = 1 << 1,
        SmscMessageId = 1 << 2,
        QueuedAt = 1 << 3,
        SentAt = 1 << 4,
        FinalAt = 1 << 5,
        Intent = 1 << 6,
    }

    public static void Write(BlobWriter blob, RecentMessage message)
    {
        WriteState(blob, message.State, KeyTime.Origin(message.Key));
        MessageCodec.Write(blob, message.Erased ?? message.Message, message.Account, before: null);
        History.ForEach(message.State.History, blob, static (blob, piece) => blob.Bytes(piece.Octets));
    }

    /// <summary>Reads a message and where it stands; <paramref name="columns"/> holds what has columns of its own.</summary>
    /// <param name="alike">A message whose texts may be the same, or null.</param>
    /// <param name="withHistory">Whether its history is wanted.</param>
    public static (Message Message, RecentState State) Read(
        ReadOnlySpan<byte> record, long key, RecentState columns, NameTable names, Message? alike, bool withHistory)
    {
        var blob = new BlobReader(record);
        var state = ReadState(ref blob, columns, KeyTime.Origin(key));
        var message = MessageCodec.Read(ref blob, names, before: null, alike);
        return (message, withHistory ? state with { History = ReadHistory(ref blob) } : state);
    }

    private static History ReadHistory(ref BlobReader blob)
    {
        var octets = blob.Rest().ToArray();
        return new History(null, octets, 0, octets.Length);
    }

    private static void WriteState(BlobWriter blob, RecentState state, long origin)
    {
        var parts = (state.Reason is null ? 0 : Parts.Reason) | (state.Error is null ? 0 : Parts.Error)
            | (state.SmscMessageId is null ? 0 : Parts.SmscMessageId) | (state.QueuedAt is null ? 0 : Parts.QueuedAt)
            | (state.SentAt is null ? 0 : Parts.SentAt) | (state.FinalAt is null ? 0 : Parts.FinalAt)
            | (state.IntentBind == 0 ? 0 : Parts.Intent);
        blob.Byte((byte)parts);
        blob.Varint((ulong)state.Version);
        blob.Signed(state.Attempts);
        blob.Varint((ulong)state.SentMask);
        blob.Varint((ulong)state.DeliveredMask);
        Text(blob, state.Reason);
        Text(blob, state.Error);
        Text(blob, state.SmscMessageId);
        Time(blob, state.QueuedAt, origin);
        Time(blob, state.SentAt, origin);
        Time(blob, state.FinalAt, origin);
        if (state.IntentBind != 0)
        {
            blob.Varint((ulong)state.IntentEpoch);
        }
    }

    private static RecentState ReadState(ref BlobReader blob, RecentState columns, long origin)
    {
        var parts = (Parts)blob.Byte();
        return columns with
        {
            Version = (int)blob.Varint(),
            Attempts = (int)blob.Signed(),
            SentMask = (long)blob.Varint(),
            DeliveredMask = (long)blob.Varint(),
            Reason = (parts & Parts.Reason) != 0 ? blob.Text() : null,
            Error = (parts & Parts.Error) != 0 ? blob.Text() : null,
            SmscMessageId = (parts & Parts.SmscMessageId) != 0 ? blob.Text() : null,
            QueuedAt = (parts & Parts.QueuedAt) != 0 ? blob.Signed() + origin : null,
            SentAt = (parts & Parts.SentAt) != 0 ? blob.Signed() + origin : null,
            FinalAt = (parts & Parts.FinalAt) != 0 ? blob.Signed() + origin : null,
            IntentEpoch = (parts & Parts.Intent) != 0 ? (long)blob.Varint() : 0,
        };
    }

    private static void Text(BlobWriter blob, string? text)
    {
        if (text is not null)
        {
            blob.Text(text);
        }
    }

    private static void Time(BlobWriter blob, long? at, long origin)
    {
        if (at is { } time)
        {
            blob.Signed(time - origin);
        }
    }
}
