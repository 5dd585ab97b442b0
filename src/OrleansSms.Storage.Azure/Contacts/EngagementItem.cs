using System.Buffers.Binary;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Azure.Blocks;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>How messages have fared with a number, as an item of a block or of an addition. Most octets are zero or those of the neighbours.</summary>
internal static class EngagementItem
{
    private const int Values = 8;

    public static BlockItem Of(long number, in Engagement engagement)
    {
        var value = new byte[Values * sizeof(long)];
        ReadOnlySpan<long> values =
        [
            engagement.Sent, engagement.Delivered, engagement.Clicked, engagement.Replied,
            engagement.LastSentAt, engagement.LastDeliveredAt, engagement.LastClickedAt, engagement.LastRepliedAt,
        ];
        for (var i = 0; i < Values; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(value.AsSpan(i * sizeof(long)), values[i]);
        }

        return new BlockItem(number, value);
    }

    public static Engagement Read(ReadOnlySpan<byte> value) => new()
    {
        Sent = Value(value, 0),
        Delivered = Value(value, 1),
        Clicked = Value(value, 2),
        Replied = Value(value, 3),
        LastSentAt = Value(value, 4),
        LastDeliveredAt = Value(value, 5),
        LastClickedAt = Value(value, 6),
        LastRepliedAt = Value(value, 7),
    };

    private static long Value(ReadOnlySpan<byte> value, int index) => BinaryPrimitives.ReadInt64LittleEndian(value[(index * sizeof(long))..]);
}
