using System.Buffers.Binary;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Journal;

/// <summary>One append blob of the journal: entries one behind the other, each behind its length.</summary>
internal sealed class Segment(BlobContainerClient container, long number)
{
    private const string Folder = "journal/";
    private const int LengthBytes = sizeof(int);

    private readonly AppendBlobClient _blob =
        container.GetAppendBlobClient(string.Create(CultureInfo.InvariantCulture, $"{Folder}{number:D10}"));

    public long Number => number;

    /// <summary>Octets that have been read or written.</summary>
    public long Length { get; private set; }

    /// <summary>Entries that have been read or written.</summary>
    public int Entries { get; private set; }

    /// <summary>Whether it can be read without those before it.</summary>
    public bool IsComplete { get; private set; } = number == 1;

    /// <summary>Position of its last entry.</summary>
    public long LastPosition { get; private set; }

    /// <summary>The segments that are there, oldest first.</summary>
    public static async Task<List<Segment>> ListAsync(BlobContainerClient container, CancellationToken cancellationToken)
    {
        var segments = new List<Segment>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancellationToken).ConfigureAwait(false))
        {
            segments.Add(new Segment(container, long.Parse(blob.Name.AsSpan(Folder.Length), CultureInfo.InvariantCulture)));
        }

        segments.Sort(static (left, right) => left.Number.CompareTo(right.Number));
        return segments;
    }

    public static byte[] Frame(JournalEntry entry)
    {
        var octets = RowCodec.Write(entry);
        var block = new byte[LengthBytes + octets.Length];
        BinaryPrimitives.WriteInt32LittleEndian(block, octets.Length);
        octets.CopyTo(block, LengthBytes);
        return block;
    }

    /// <summary>Makes it if it is missing; several may try.</summary>
    public Task CreateAsync(CancellationToken cancellationToken) => _blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Adds the entries behind those that have been read to <paramref name="entries"/>.</summary>
    public async Task ReadOnAsync(List<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var octets = await ReadTailAsync(cancellationToken).ConfigureAwait(false);
        var rest = octets.AsSpan();
        while (rest.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            var entry = RowCodec.Read<JournalEntry>(rest.Slice(LengthBytes, length));
            rest = rest[(LengthBytes + length)..];
            Passed(entry, LengthBytes + length);
            entries.Add(entry);
        }
    }

    /// <summary>What the first entry carries; null when it is none that does.</summary>
    public async Task<Carried?> ReadCarriedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var entries = new List<JournalEntry>();
            await ReadOnAsync(entries, cancellationToken).ConfigureAwait(false);
            return entries.Count == 0 ? null : entries[0].Carried;
        }
        catch (FencedException)
        {
            // It is gone: the next one says the same and more.
            return null;
        }
    }

    /// <summary>Appends an entry behind those that have been read or written, and nowhere else.</summary>
    /// <exception cref="RequestFailedException">412: somebody has appended since.</exception>
    public async Task AppendAsync(JournalEntry entry, byte[] block, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(block, writable: false);
        var here = new AppendBlobAppendBlockOptions { Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = Length } };
        await _blob.AppendBlockAsync(content, here, cancellationToken).ConfigureAwait(false);
        Passed(entry, block.Length);
    }

    /// <summary>Whether what stands behind the known entries is this block and nothing else; null = nothing stands there.</summary>
    public async Task<bool?> EndsWithAsync(JournalEntry entry, byte[] block, CancellationToken cancellationToken)
    {
        var tail = await ReadTailAsync(cancellationToken).ConfigureAwait(false);
        if (tail.Length == 0)
        {
            return null;
        }

        if (!tail.AsSpan().SequenceEqual(block))
        {
            return false;
        }

        Passed(entry, block.Length);
        return true;
    }

    public Task DeleteAsync(CancellationToken cancellationToken) => _blob.DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private void Passed(JournalEntry entry, int bytes)
    {
        IsComplete |= Entries == 0 && entry.Carried is not null;
        LastPosition = entry.Position;
        Length += bytes;
        Entries++;
    }

    private async Task<byte[]> ReadTailAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A range that begins at the end is an error, and so is any range of an empty blob.
            var length = (await _blob.GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value.ContentLength;
            if (length <= Length)
            {
                return [];
            }

            var range = new BlobDownloadOptions { Range = new HttpRange(Length, length - Length) };
            return (await _blob.DownloadContentAsync(range, cancellationToken).ConfigureAwait(false)).Value.Content.ToArray();
        }
        catch (RequestFailedException error) when (error.Status == Refusal.NotFound)
        {
            throw new FencedException();
        }
    }
}
