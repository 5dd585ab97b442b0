namespace OrleansSms.Storage.Importing;

/// <summary>Files of imports: what was uploaded, what was refused, and what is in between.</summary>
public interface IImportFiles
{
    /// <summary>Appends octets at a place, durably when <paramref name="isLast"/>; false when the file does not end there.</summary>
    Task<bool> AppendAsync(string import, ImportFile file, long offset, ReadOnlyMemory<byte> octets, bool isLast, CancellationToken cancellationToken = default);

    /// <summary>Begins a file anew and writes it as a stream; what is there before is gone. For a thread that may wait, as is <see cref="Open"/>.</summary>
    Stream Create(string import, ImportFile file, int number = 0);

    /// <summary>Reads a file; null when there is none.</summary>
    Stream? Open(string import, ImportFile file, int number = 0);

    /// <summary>Makes what was written through <see cref="Create"/> durable.</summary>
    void Flush(Stream stream);

    /// <summary>Puts a run into the place of another file, whole, and durably.</summary>
    Task ReplaceAsync(string import, ImportFile file, int run, CancellationToken cancellationToken = default);

    /// <summary>Removes the files that only the work needs: runs, and the upload.</summary>
    Task DeleteWorkAsync(string import, CancellationToken cancellationToken = default);

    /// <summary>Removes all files of an import.</summary>
    Task DeleteAsync(string import, CancellationToken cancellationToken = default);
}

/// <summary>A file of an import.</summary>
public enum ImportFile
{
    /// <summary>What was uploaded.</summary>
    Upload = 0,

    /// <summary>The rejected rows, as CSV.</summary>
    Rejects = 1,

    /// <summary>Rows in the order of their numbers: one of several runs.</summary>
    Run = 2,
}
