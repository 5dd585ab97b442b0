using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Storage.Azure.Importing;

/// <summary>Files of imports as blobs, a folder each: whichever silo goes on with an import has all of them. An upload is an append blob.</summary>
internal sealed class ImportBlobs(StorageAccess access) : IImportFiles
{
    /// <summary>What the names of all of them begin with.</summary>
    public const string Folder = "imports/";

    /// <summary>What is sent, and asked for, at once: runs are merged side by side, each with a buffer.</summary>
    private const int BufferBytes = 1 << 20;

    /// <inheritdoc/>
    public Task<bool> AppendAsync(
        string import, ImportFile file, long offset, ReadOnlyMemory<byte> octets, bool isLast, CancellationToken cancellationToken = default)
    {
        var blob = access.Container.GetAppendBlobClient(NameOf(import, file, 0));
        return Refusal.GuardAsync(async () =>
        {
            // An upload begins anew at 0, whatever an earlier one has left.
            if (offset == 0)
            {
                await blob.CreateAsync(new AppendBlobCreateOptions(), cancellationToken).ConfigureAwait(false);
            }

            return octets.IsEmpty || await AppendAsync(blob, offset, octets, cancellationToken).ConfigureAwait(false);
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Stream Create(string import, ImportFile file, int number = 0) =>
        access.Container.GetBlockBlobClient(NameOf(import, file, number)).OpenWrite(overwrite: true, new BlockBlobOpenWriteOptions { BufferSize = BufferBytes });

    /// <inheritdoc/>
    public Stream? Open(string import, ImportFile file, int number = 0)
    {
        try
        {
            return access.Container.GetBlobClient(NameOf(import, file, number)).OpenRead(new BlobOpenReadOptions(allowModifications: false) { BufferSize = BufferBytes });
        }
        catch (RequestFailedException error) when (error.Status == Refusal.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Flush(Stream stream) => stream.Flush();

    /// <inheritdoc/>
    public Task ReplaceAsync(string import, ImportFile file, int run, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        var from = access.Container.GetBlobClient(NameOf(import, ImportFile.Run, run));
        using (var octets = await from.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken).ConfigureAwait(false))
        {
            await access.Container.GetBlobClient(NameOf(import, file, 0)).UploadAsync(octets, overwrite: true, cancellationToken).ConfigureAwait(false);
        }

        await from.DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return true;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteWorkAsync(string import, CancellationToken cancellationToken = default) =>
        DeleteAsync(import, name => name != NameOf(import, ImportFile.Rejects, 0), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string import, CancellationToken cancellationToken = default) => DeleteAsync(import, static _ => true, cancellationToken);

    private Task<bool> DeleteAsync(string import, Func<string, bool> isToGo, CancellationToken cancellationToken)
    {
        var folder = FolderOf(import);
        return Refusal.GuardAsync(async () =>
        {
            await foreach (var blob in access.Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken).ConfigureAwait(false))
            {
                if (isToGo(blob.Name))
                {
                    await access.Container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
                }
            }

            return true;
        }, cancellationToken);
    }

    private static async Task<bool> AppendAsync(AppendBlobClient blob, long offset, ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(octets.ToArray(), writable: false);
        var here = new AppendBlobAppendBlockOptions { Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = offset } };
        try
        {
            await blob.AppendBlockAsync(content, here, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException error) when (error.Status == Refusal.NotFound)
        {
            return false;
        }
        catch (RequestFailedException error) when (error.Status == Refusal.PreconditionFailed)
        {
            // The client may have tried twice, and the first try have succeeded unheard.
            return await EndsWithAsync(blob, offset, octets, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> EndsWithAsync(AppendBlobClient blob, long offset, ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        if (properties.Value.ContentLength != offset + octets.Length)
        {
            return false;
        }

        var end = new BlobDownloadOptions { Range = new HttpRange(offset, octets.Length) };
        var content = await blob.DownloadContentAsync(end, cancellationToken).ConfigureAwait(false);
        return content.Value.Content.ToMemory().Span.SequenceEqual(octets.Span);
    }

    private static string FolderOf(string import) => $"{Folder}{ImportFileNames.FolderOf(import)}/";

    private static string NameOf(string import, ImportFile file, int number) => FolderOf(import) + ImportFileNames.Of(file, number);
}
