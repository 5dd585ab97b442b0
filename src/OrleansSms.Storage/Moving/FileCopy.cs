using OrleansSms.Storage.Importing;

namespace OrleansSms.Storage.Moving;

/// <summary>Copies files of imports from one store to another.</summary>
internal sealed class FileCopy(IImportFiles from, IImportFiles to)
{
    /// <summary>Octets that are sent at once.</summary>
    private const int PieceBytes = 1 << 20;

    /// <summary>An upload may go on where it ends, so it is written as one.</summary>
    public async Task CopyAsync(MovedFile file, CancellationToken cancellationToken)
    {
        using var source = from.Open(file.Import, file.File, file.Number)!;
        if (file.File != ImportFile.Upload)
        {
            using var copy = to.Create(file.Import, file.File, file.Number);
            await source.CopyToAsync(copy, PieceBytes, cancellationToken).ConfigureAwait(false);
            to.Flush(copy);
            return;
        }

        var octets = new byte[PieceBytes];
        for (long offset = 0, read = -1; read != 0; offset += read)
        {
            read = await source.ReadAtLeastAsync(octets, PieceBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (read > 0 || offset == 0)
            {
                await to.AppendAsync(
                    file.Import, file.File, offset, octets.AsMemory(0, (int)read), isLast: read < PieceBytes, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
