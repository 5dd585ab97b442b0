using System.Buffers.Binary;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Azure.Blocks;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>The number of a contact as an item under its id, newest first: the id is turned round, both halves of it.</summary>
internal static class IdItem
{
    public static long Key(ContactId id) => Block.Highest - (long)id.Value.High;

    public static BlockItem Of(ContactId id, Msisdn number)
    {
        var value = new byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(value, ~id.Value.Low);
        BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(sizeof(ulong)), number.Digits);
        return new BlockItem(Key(id), value);
    }

    public static ContactId IdOf(BlockItem item) => new(new SortableId(
        (ulong)(Block.Highest - item.Key), ~BinaryPrimitives.ReadUInt64BigEndian(item.Value.Span)));

    public static Msisdn NumberOf(BlockItem item) => new(BinaryPrimitives.ReadInt64BigEndian(item.Value.Span[sizeof(ulong)..]));
}
