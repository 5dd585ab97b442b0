using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>
/// A message's history as octets that are only ever appended to: kind, flags, time since <see cref="KeyTime.Origin"/>, then what the flags announce.
/// </summary>
internal static class TimelineCodec
{
    [Flags]
    private enum Parts : byte
    {
        Carrier = 1,
        Segment = 2,
        CommandStatus = 4,
        SmscMessageId = 8,
        Detail = 16,
        Record = 32,
        SharedDetail = 64,
    }

    /// <summary>How a record stands: the octets of its id, or as text.</summary>
    private enum RecordForm : byte
    {
        Consent = 0,
        Text = 1,
    }

    /// <param name="carrier">Number of the entry's carrier and bind, or 0.</param>
    /// <param name="detail">Number of the entry's detail, or 0 where it has none.</param>
    /// <param name="origin">Of the message's key.</param>
    public static void Write(BlobWriter blob, in TimelineEntry entry, int carrier, int detail, long origin)
    {
        var parts = (carrier == 0 ? 0 : Parts.Carrier) | (entry.Segment < 0 ? 0 : Parts.Segment) | (entry.CommandStatus < 0 ? 0 : Parts.CommandStatus)
            | (entry.SmscMessageId is null ? 0 : Parts.SmscMessageId) | (entry.Record is null ? 0 : Parts.Record)
            | (detail != 0 ? Parts.SharedDetail : entry.Detail is null ? 0 : Parts.Detail);
        blob.Byte((byte)entry.Kind);
        blob.Byte((byte)parts);
        blob.Signed(entry.At - origin);
        if (carrier != 0)
        {
            blob.Varint((ulong)carrier);
        }

        if (entry.Segment >= 0)
        {
            blob.Varint((ulong)entry.Segment);
        }

        if (entry.CommandStatus >= 0)
        {
            blob.Varint((ulong)entry.CommandStatus);
        }

        if (entry.SmscMessageId is { } smscId)
        {
            blob.Text(smscId);
        }

        if (detail != 0)
        {
            blob.Varint((ulong)detail);
        }
        else if (entry.Detail is { } text)
        {
            blob.Text(text);
        }

        if (entry.Record is { } record)
        {
            WriteRecord(blob, record);
        }
    }

    public static void Read(ReadOnlySpan<byte> timeline, long origin, NameTable names, List<TimelineEntry> entries)
    {
        var blob = new BlobReader(timeline);
        while (!blob.AtEnd)
        {
            var kind = (TimelineKind)blob.Byte();
            var parts = (Parts)blob.Byte();
            entries.Add(new TimelineEntry(
                origin + blob.Signed(),
                kind,
                parts.HasFlag(Parts.Carrier) ? names.NameOf((int)blob.Varint()) : null,
                parts.HasFlag(Parts.Segment) ? (int)blob.Varint() : -1,
                parts.HasFlag(Parts.CommandStatus) ? (long)blob.Varint() : -1,
                parts.HasFlag(Parts.SmscMessageId) ? blob.Text() : null,
                parts.HasFlag(Parts.SharedDetail) ? names.NameOf((int)blob.Varint()) : parts.HasFlag(Parts.Detail) ? blob.Text() : null,
                parts.HasFlag(Parts.Record) ? ReadRecord(ref blob) : null));
        }
    }

    /// <summary>Ids that the gateway gave are upper case.</summary>
    private static void WriteRecord(BlobWriter blob, string record)
    {
        if (PrefixedId.TryParse(record, ConsentRecord.Prefix, out var id) && !record.AsSpan(ConsentRecord.Prefix.Length).ContainsAnyInRange('a', 'z'))
        {
            blob.Byte((byte)RecordForm.Consent);
            blob.Int64((long)id.High);
            blob.Int64((long)id.Low);
        }
        else
        {
            blob.Byte((byte)RecordForm.Text);
            blob.Text(record);
        }
    }

    private static string ReadRecord(ref BlobReader blob) => (RecordForm)blob.Byte() == RecordForm.Consent
        ? new SortableId((ulong)blob.Int64(), (ulong)blob.Int64()).ToString(ConsentRecord.Prefix)
        : blob.Text();
}
