using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Journal;

/// <summary>One step of a message as octets: what it says, then its timeline entry as it will stand in the message's history.</summary>
internal static class StepCodec
{
    [Flags]
    private enum Parts : ushort
    {
        Reason = 1,
        Error = 1 << 1,
        Bind = 1 << 2,
        Attempts = 1 << 3,
        DueAt = 1 << 4,
        Sent = 1 << 5,
        Delivered = 1 << 6,
        SmscMessageId = 1 << 7,
        Opens = 1 << 8,
        OpensThatId = 1 << 9,
        Closes = 1 << 10,
        OnlyUpTo = 1 << 11,
    }

    /// <param name="entry">The step's timeline entry.</param>
    /// <param name="before">Key of the step before, or 0.</param>
    /// <returns>What the writer needs besides the step itself.</returns>
    public static PreparedStep Write(BlobWriter blob, MessageChange change, ReadOnlySpan<byte> entry, long before, ref NameNumbers numbers)
    {
        var origin = KeyTime.Origin(change.Id.Key);
        var parts = PartsOf(change);
        blob.UInt16((ushort)parts);
        blob.Signed(change.Id.Key - before);
        blob.Byte((byte)change.To);
        blob.Signed(change.At - origin);
        WriteTexts(blob, change);
        WriteNumbers(blob, change, origin);
        var bind = WriteBind(blob, change, ref numbers);
        var opens = WriteReceipt(blob, change.OpenReceipt, (parts & Parts.OpensThatId) != 0, ref numbers);
        var closes = WriteReceipt(blob, change.CloseReceipt, sameId: false, ref numbers);
        blob.Varint((ulong)entry.Length);
        var at = blob.Length;
        blob.Bytes(entry);
        return new PreparedStep(bind, opens, closes, at, entry.Length);
    }

    /// <summary>Reads a step. Its message is known by key alone, and its entry by its octets.</summary>
    public static (MessageChange Change, PreparedStep Step) Read(ref BlobReader blob, NameTable names, long before)
    {
        var parts = (Parts)blob.UInt16();
        var key = blob.Signed() + before;
        var origin = KeyTime.Origin(key);
        var to = (MessageStatus)blob.Byte();
        var at = blob.Signed() + origin;
        var reason = (parts & Parts.Reason) != 0 ? blob.Text() : null;
        var error = (parts & Parts.Error) != 0 ? blob.Text() : null;
        var smscId = (parts & Parts.SmscMessageId) != 0 ? blob.Text() : null;
        int? attempts = (parts & Parts.Attempts) != 0 ? (int)blob.Signed() : null;
        long? due = (parts & Parts.DueAt) != 0 ? blob.Signed() + origin : null;
        var sent = (parts & Parts.Sent) != 0 ? (long)blob.Varint() : 0;
        var delivered = (parts & Parts.Delivered) != 0 ? (long)blob.Varint() : 0;
        MessageStatus? onlyUpTo = (parts & Parts.OnlyUpTo) != 0 ? (MessageStatus)blob.Byte() : null;
        var bind = (parts & Parts.Bind) != 0 ? (int)blob.Varint() : 0;
        var opens = (parts & Parts.Opens) != 0 ? ReadReceipt(ref blob, names, (parts & Parts.OpensThatId) != 0 ? smscId : null) : default;
        var closes = (parts & Parts.Closes) != 0 ? ReadReceipt(ref blob, names, null) : default;
        var entryBytes = (int)blob.Varint();
        var change = new MessageChange
        {
            Id = new MessageId(new SortableId((ulong)key, 0)),
            To = to,
            At = at,
            Reason = reason,
            Error = error,
            SmscMessageId = smscId,
            Attempts = attempts,
            DueAt = due,
            SentSegments = sent,
            DeliveredSegments = delivered,
            OnlyUpTo = onlyUpTo,
            OpenReceipt = opens.Key,
            CloseReceipt = closes.Key,
        };
        var step = new PreparedStep(bind, opens.Carrier, closes.Carrier, blob.Position, entryBytes);
        blob.Bytes(entryBytes);
        return (change, step);
    }

    private static Parts PartsOf(MessageChange change) =>
        (change.Reason is null ? 0 : Parts.Reason)
        | (change.Error is null ? 0 : Parts.Error)
        | (change.Bind is null ? 0 : Parts.Bind)
        | (change.Attempts is null ? 0 : Parts.Attempts)
        | (change.DueAt is null ? 0 : Parts.DueAt)
        | (change.SentSegments == 0 ? 0 : Parts.Sent)
        | (change.DeliveredSegments == 0 ? 0 : Parts.Delivered)
        | (change.SmscMessageId is null ? 0 : Parts.SmscMessageId)
        | (change.OpenReceipt is { } opens ? Parts.Opens | (opens.SmscMessageId == change.SmscMessageId ? Parts.OpensThatId : 0) : 0)
        | (change.CloseReceipt is null ? 0 : Parts.Closes)
        | (change.OnlyUpTo is null ? 0 : Parts.OnlyUpTo);

    private static void WriteTexts(BlobWriter blob, MessageChange change)
    {
        if (change.Reason is { } reason)
        {
            blob.Text(reason);
        }

        if (change.Error is { } error)
        {
            blob.Text(error);
        }

        if (change.SmscMessageId is { } smscId)
        {
            blob.Text(smscId);
        }
    }

    private static void WriteNumbers(BlobWriter blob, MessageChange change, long origin)
    {
        if (change.Attempts is { } attempts)
        {
            blob.Signed(attempts);
        }

        if (change.DueAt is { } due)
        {
            blob.Signed(due - origin);
        }

        if (change.SentSegments != 0)
        {
            blob.Varint((ulong)change.SentSegments);
        }

        if (change.DeliveredSegments != 0)
        {
            blob.Varint((ulong)change.DeliveredSegments);
        }

        if (change.OnlyUpTo is { } limit)
        {
            blob.Byte((byte)limit);
        }
    }

    private static int WriteBind(BlobWriter blob, MessageChange change, ref NameNumbers numbers)
    {
        if (change.Bind is not { } bind)
        {
            return 0;
        }

        var number = numbers.Of(bind);
        blob.Varint((ulong)number);
        return number;
    }

    private static int WriteReceipt(BlobWriter blob, ReceiptKey? receipt, bool sameId, ref NameNumbers numbers)
    {
        if (receipt is not { } key)
        {
            return 0;
        }

        var carrier = numbers.Of(key.Carrier);
        blob.Varint((ulong)carrier);
        blob.Signed(key.Segment);
        if (!sameId)
        {
            blob.Text(key.SmscMessageId);
        }

        return carrier;
    }

    private static (ReceiptKey? Key, int Carrier) ReadReceipt(ref BlobReader blob, NameTable names, string? sameId)
    {
        var carrier = (int)blob.Varint();
        var segment = (int)blob.Signed();
        return (new ReceiptKey(names.NameOf(carrier), sameId ?? blob.Text(), segment), carrier);
    }
}
