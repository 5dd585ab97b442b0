using System.Buffers;
using System.Buffers.Binary;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Azure.Blocks;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>A contact as an item of a block: its number is the key; id and record are the value.</summary>
internal static class ContactItem
{
    private const int IdBytes = 2 * sizeof(ulong);

    public static BlockItem Of(Contact contact, FieldTable table)
    {
        var value = new ArrayBufferWriter<byte>();
        BinaryPrimitives.WriteUInt64LittleEndian(value.GetSpan(sizeof(ulong)), contact.Id.Value.High);
        value.Advance(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(value.GetSpan(sizeof(ulong)), contact.Id.Value.Low);
        value.Advance(sizeof(ulong));
        ContactRecord.Write(contact, table, value);
        return new BlockItem(contact.Number.Digits, value.WrittenMemory);
    }

    public static Contact Read(long number, ReadOnlyMemory<byte> value, FieldTable table) =>
        ContactRecord.Read(IdOf(value), new Msisdn(number), Record(value), table);

    public static ContactId IdOf(ReadOnlyMemory<byte> value) => new(new SortableId(
        BinaryPrimitives.ReadUInt64LittleEndian(value.Span), BinaryPrimitives.ReadUInt64LittleEndian(value.Span[sizeof(ulong)..])));

    /// <summary>What filters look at.</summary>
    public static ReadOnlySpan<byte> Record(ReadOnlyMemory<byte> value) => value.Span[IdBytes..];
}
