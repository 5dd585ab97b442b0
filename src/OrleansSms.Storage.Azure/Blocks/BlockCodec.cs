using System.Buffers.Binary;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Blocks;

/// <summary>A block's items as octets: key, length and value of each. What neighbours have in common is left to compression.</summary>
internal static class BlockCodec
{
    /// <summary>Octets of an item beside its value.</summary>
    public const int HeadBytes = sizeof(long) + sizeof(int);

    public static byte[] Write(IReadOnlyList<BlockItem> items)
    {
        var octets = new byte[items.Sum(static item => HeadBytes + item.Value.Length)];
        var rest = octets.AsSpan();
        foreach (var item in items)
        {
            BinaryPrimitives.WriteInt64LittleEndian(rest, item.Key);
            BinaryPrimitives.WriteInt32LittleEndian(rest[sizeof(long)..], item.Value.Length);
            item.Value.Span.CopyTo(rest[HeadBytes..]);
            rest = rest[(HeadBytes + item.Value.Length)..];
        }

        return RowCodec.Pack(octets);
    }

    /// <summary>Values are slices of one array.</summary>
    public static List<BlockItem> Read(ReadOnlySpan<byte> packed)
    {
        var octets = RowCodec.Unpack(packed);
        var items = new List<BlockItem>();
        for (var at = 0; at < octets.Length;)
        {
            var key = BinaryPrimitives.ReadInt64LittleEndian(octets.AsSpan(at));
            var length = BinaryPrimitives.ReadInt32LittleEndian(octets.AsSpan(at + sizeof(long)));
            items.Add(new BlockItem(key, octets.AsMemory(at + HeadBytes, length)));
            at += HeadBytes + length;
        }

        return items;
    }
}
