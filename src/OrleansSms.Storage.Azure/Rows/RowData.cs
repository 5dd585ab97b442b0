using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace OrleansSms.Storage.Azure.Rows;

/// <summary>
/// Octets within a row: in columns <c>Data0</c>, <c>Data1</c>… of 64 KiB, as many as a column takes. What is too large for a row stands in a blob
/// that the row names.
/// </summary>
internal static class RowData
{
    private const int ColumnBytes = 64 * 1024;

    /// <summary>Azurite refuses a row of fifteen full columns, so that nine are the most; a row of a batch must leave others room.</summary>
    private const int MaxColumns = 9;

    /// <summary>Column that names the blob.</summary>
    public const string BlobColumn = "Blob";

    /// <summary>Whether octets fit a row.</summary>
    public static bool Fits(int bytes) => bytes <= ColumnBytes * MaxColumns;

    /// <summary>Puts octets that fit into a row.</summary>
    public static TableEntity With(this TableEntity row, ReadOnlyMemory<byte> octets)
    {
        for (var (column, from) = (0, 0); column == 0 || from < octets.Length; column++, from += ColumnBytes)
        {
            row[Name(column)] = octets.Slice(from, Math.Min(ColumnBytes, octets.Length - from)).ToArray();
        }

        return row;
    }

    /// <summary>Puts octets into a row, and those that do not fit into a blob that is named after the row.</summary>
    public static async Task<TableEntity> WithAsync(
        this TableEntity row, ReadOnlyMemory<byte> octets, BlobContainerClient container, string folder, CancellationToken cancellationToken)
    {
        if (Fits(octets.Length))
        {
            return row.With(octets);
        }

        var name = $"{folder}/{row.PartitionKey}/{row.RowKey}";
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(octets), overwrite: true, cancellationToken).ConfigureAwait(false);
        row[BlobColumn] = name;
        return row;
    }

    /// <summary>The octets of a row, whole as they were written.</summary>
    public static byte[] Octets(this TableEntity row)
    {
        var first = row.GetBinary(Name(0));
        if (row.GetBinary(Name(1)) is null)
        {
            return first;
        }

        using var all = new MemoryStream();
        for (var column = 0; row.GetBinary(Name(column)) is { } part; column++)
        {
            all.Write(part);
        }

        return all.ToArray();
    }

    /// <summary>The octets of a row or of its blob.</summary>
    public static async Task<byte[]> OctetsAsync(this TableEntity row, BlobContainerClient container, CancellationToken cancellationToken)
    {
        if (row.GetString(BlobColumn) is not { } name)
        {
            return row.Octets();
        }

        var content = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
        return content.Value.Content.ToArray();
    }

    /// <summary>Removes the blob of a row that is gone, if it has one.</summary>
    public static Task RemoveBlobAsync(this TableEntity row, BlobContainerClient container, CancellationToken cancellationToken) =>
        row.GetString(BlobColumn) is { } name
            ? container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken)
            : Task.CompletedTask;

    private static string Name(int column) => string.Create(CultureInfo.InvariantCulture, $"Data{column}");
}
