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
    }

    /// <param name="carrier">Number of the entry's carrier and bind, or 0.</param>
    /// <param name="origin">Of the message's key.</param>
    public static void Write(BlobWriter blob, in TimelineEntry entry, int carrier, long origin)
    {
        var parts = (carrier == 0 ? 0 : Parts.Carrier) | (entry.Segment < 0 ? 0 : Parts.Segment) | (entry.CommandStatus < 0 ? 0 : Parts.CommandStatus)
            | (entry.SmscMessageId is null ? 0 : Parts.SmscMessageId) | (entry.Detail is null ? 0 : Parts.Detail);
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

        if (entry.Detail is { } detail)
        {
            blob.Text(detail);
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
                parts.HasFlag(Parts.Detail) ? blob.Text() : null));
        }
    }
}
