using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace OrleansSms.Storage.Azure.Rows;

/// <summary>
/// Records as octets, in the form in which they cross a grain call and with its rule for versions: fields are known by number, those that a reader
/// does not know are passed over. Large ones are compressed.
/// </summary>
internal static class RowCodec
{
    private const byte Plain = 0;
    private const byte Compressed = 1;

    /// <summary>Below it compression costs more than it saves.</summary>
    private const int MinCompressedBytes = 1_024;

    /// <summary>The fastest quality: neighbours in a journal's block have most of their octets in common, so that any finds it.</summary>
    private const int Quality = 1;
    private const int WindowBits = 20;

    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public static byte[] Write<T>(T value) => Pack(Serializer.SerializeToArray(value));

    public static T Read<T>(ReadOnlySpan<byte> octets) => Serializer.Deserialize<T>(Unpack(octets))!;

    /// <summary>Octets as they are kept.</summary>
    public static byte[] Pack(byte[] octets)
    {
        const int Head = 1 + sizeof(int);
        if (octets.Length >= MinCompressedBytes)
        {
            var packed = new byte[Head + octets.Length];
            if (BrotliEncoder.TryCompress(octets, packed.AsSpan(Head), out var written, Quality, WindowBits))
            {
                packed[0] = Compressed;
                BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), octets.Length);
                return packed[..(Head + written)];
            }
        }

        return [Plain, .. octets];
    }

    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed[0] == Plain)
        {
            return packed[1..].ToArray();
        }

        var octets = new byte[BinaryPrimitives.ReadInt32LittleEndian(packed[1..])];
        return BrotliDecoder.TryDecompress(packed[(1 + sizeof(int))..], octets, out var written) && written == octets.Length
            ? octets
            : throw new InvalidDataException("Octets of the store cannot be read: they are cut off or changed.");
    }
}
