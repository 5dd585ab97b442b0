using OrleansSms.Storage.Importing;
using OrleansSms.Storage.Moving;

namespace OrleansSms.Storage.Sqlite.Importing;

/// <summary>Files of imports in the data directory, a folder each.</summary>
internal sealed class ImportFolder(string dataDirectory) : IImportFiles
{
    private const int BufferBytes = 128 * 1024;
    private const string Folder = "imports";

    /// <summary>The files that there are.</summary>
    public static List<MovedFile> List(string dataDirectory)
    {
        var root = new DirectoryInfo(Path.Combine(dataDirectory, Folder));
        var files = root.Exists ? root.EnumerateDirectories().SelectMany(static import => import.EnumerateFiles()) : [];
        return [.. files.Select(static file => ImportFileNames.Parse(file.Name) is var (kind, number) ? new MovedFile(file.Directory!.Name, kind, number) : null).OfType<MovedFile>()];
    }

    /// <inheritdoc/>
    public async Task<bool> AppendAsync(
        string import, ImportFile file, long offset, ReadOnlyMemory<byte> octets, bool isLast, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(FolderOf(import));
        var stream = new FileStream(PathOf(import, file, 0), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 0, FileOptions.Asynchronous);
        await using (stream.ConfigureAwait(false))
        {
            // An upload begins anew at 0, whatever an earlier one has left.
            if (offset == 0)
            {
                stream.SetLength(0);
            }

            if (stream.Length != offset)
            {
                return false;
            }

            stream.Position = offset;
            await stream.WriteAsync(octets, cancellationToken).ConfigureAwait(false);
            if (isLast)
            {
                stream.Flush(flushToDisk: true);
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public Stream Create(string import, ImportFile file, int number = 0)
    {
        Directory.CreateDirectory(FolderOf(import));
        return new FileStream(PathOf(import, file, number), FileMode.Create, FileAccess.Write, FileShare.Read, BufferBytes);
    }

    /// <inheritdoc/>
    public Stream? Open(string import, ImportFile file, int number = 0)
    {
        var path = PathOf(import, file, number);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan) : null;
    }

    /// <inheritdoc/>
    public void Flush(Stream stream) => ((FileStream)stream).Flush(flushToDisk: true);

    /// <inheritdoc/>
    public Task ReplaceAsync(string import, ImportFile file, int run, CancellationToken cancellationToken = default)
    {
        File.Move(PathOf(import, ImportFile.Run, run), PathOf(import, file, 0), overwrite: true);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteWorkAsync(string import, CancellationToken cancellationToken = default)
    {
        var folder = new DirectoryInfo(FolderOf(import));
        foreach (var file in folder.Exists ? folder.EnumerateFiles() : [])
        {
            if (file.Name != ImportFileNames.Of(ImportFile.Rejects))
            {
                file.Delete();
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string import, CancellationToken cancellationToken = default)
    {
        if (Directory.Exists(FolderOf(import)))
        {
            Directory.Delete(FolderOf(import), recursive: true);
        }

        return Task.CompletedTask;
    }

    private string FolderOf(string import) => Path.Combine(dataDirectory, Folder, ImportFileNames.FolderOf(import));

    private string PathOf(string import, ImportFile file, int number) => Path.Combine(FolderOf(import), ImportFileNames.Of(file, number));
}
