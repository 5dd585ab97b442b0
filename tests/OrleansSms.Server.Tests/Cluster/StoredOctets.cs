using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace OrleansSms.Server.Tests.Cluster;

/// <summary>Looks for a person in everything that a storage account has: every property of every row, every key, and every blob, as they are and unpacked.</summary>
internal static class StoredOctets
{
    private const byte Compressed = 1;
    private const int HeadBytes = 1 + sizeof(int);

    /// <summary>Where the number or the text stands.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(Azurite storage, string number, string text)
    {
        var digits = long.Parse(number.AsSpan(1), CultureInfo.InvariantCulture);
        var wanted = new[] { Encoding.UTF8.GetBytes(number[1..]), Encoding.UTF8.GetBytes(text), BitConverter.GetBytes(digits) };
        var found = new List<string>();
        var tables = new TableServiceClient(storage.ConnectionString);
        await foreach (var table in tables.QueryAsync())
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                found.AddRange(row.Where(pair => Has(OctetsOf(pair.Value), wanted)).Select(pair => $"{table.Name} {row.PartitionKey} {row.RowKey} {pair.Key}"));
            }
        }

        var blobs = new BlobServiceClient(storage.ConnectionString);
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container.Name).GetBlobsAsync())
            {
                var content = (await blobs.GetBlobContainerClient(container.Name).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray();
                if (Has(content, wanted))
                {
                    found.Add($"{container.Name} {blob.Name}");
                }
            }
        }

        return found;
    }

    private static byte[] OctetsOf(object? value) => value switch
    {
        byte[] octets => octets,
        BinaryData octets => octets.ToArray(),
        long number => BitConverter.GetBytes(number),
        _ => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static bool Has(byte[] octets, byte[][] wanted) =>
        Array.Exists(wanted, it => octets.AsSpan().IndexOf(it) >= 0) || (Unpack(octets) is { } unpacked && Array.Exists(wanted, it => unpacked.AsSpan().IndexOf(it) >= 0));

    /// <summary>Rows' octets are packed once they are large: what they begin with says so. Null where these are not.</summary>
    private static byte[]? Unpack(byte[] octets)
    {
        if (octets.Length <= HeadBytes || octets[0] != Compressed || BinaryPrimitives.ReadInt32LittleEndian(octets.AsSpan(1)) is not (> 0 and < 64 << 20 and var length))
        {
            return null;
        }

        var unpacked = new byte[length];
        return BrotliDecoder.TryDecompress(octets.AsSpan(HeadBytes), unpacked, out var written) ? unpacked[..written] : null;
    }
}
