using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Sealing;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Erasures;

/// <summary>
/// Makes the file forget what rows do not say any more: the journal goes into rows up to where it stands, free pages are taken up by blanks, and the write-ahead log is emptied. Each a slice a
/// commit, beside what others write.
/// </summary>
internal sealed class Scourer(Writer writer, Func<Connection> open)
{
    /// <summary>Free pages that one commit blanks: half a mebibyte.</summary>
    private const int PagesPerCommit = 64;

    /// <summary>Octets of a page that a blank fills: all but the number of the next one.</summary>
    private const int OctetsPerPage = 8_188;

    /// <summary>Octets of a blank that stand in the row itself, beside those of its record's head: so its last page is full, and keeps no octets of what it was before.</summary>
    private const int OctetsInRow = 998;

    /// <summary>Pages beyond those that are free at the beginning, as others set pages free meanwhile.</summary>
    private const long MaxMorePages = 100_000;

    /// <summary>Documents that are written anew at once: a tenth of a second of the writer.</summary>
    private const long MaxDocuments = 20_000;

    /// <summary>Slices of the journal: what memory and journal can hold at most takes a tenth of them.</summary>
    private const int MaxSlices = 5_000;

    /// <summary>False when something is in use still.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(WriteDocumentsAnew, cancellationToken).ConfigureAwait(false);
        var done = await EmptyJournalAsync(cancellationToken).ConfigureAwait(false) && await BlankFreePagesAsync(cancellationToken).ConfigureAwait(false);
        return done && EmptyLog();
    }

    /// <summary>
    /// Where a page was split, documents that have moved have left their octets in the gap of the page that they were on, whatever is deleted later. Pages that are set free as a whole and taken up in
    /// the order of their keys have none. Of more documents than that, those gaps stay until they are used.
    /// </summary>
    private static bool WriteDocumentsAnew(WriteSession session)
    {
        var connection = session.Connection;
        if (connection.Scalar("SELECT count(*) FROM documents") > MaxDocuments)
        {
            return false;
        }

        connection.Prepare("CREATE TABLE documents_moved AS SELECT * FROM documents ORDER BY kind, id").Run();
        connection.Prepare("DELETE FROM documents").Run();
        connection.Prepare("INSERT INTO documents SELECT * FROM documents_moved ORDER BY kind, id").Run();
        connection.Prepare("DROP TABLE documents_moved").Run();
        return true;
    }

    private async Task<bool> EmptyJournalAsync(CancellationToken cancellationToken)
    {
        var end = await WriteAsync(
            session =>
            {
                session.Journal.AppendNothing();
                return session.Journal.Next;
            },
            cancellationToken).ConfigureAwait(false);
        for (var slice = 0; slice < MaxSlices; slice++)
        {
            if (await WriteAsync(static session => session.Journal.Oldest, cancellationToken).ConfigureAwait(false) >= end)
            {
                return true;
            }

            await WriteAsync(static session => session.Sealer.SealOldest(SealingRules.MaxSlice), cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    private async Task<bool> BlankFreePagesAsync(CancellationToken cancellationToken)
    {
        var left = MaxMorePages + await WriteAsync(static session => session.Connection.Scalar("PRAGMA freelist_count"), cancellationToken).ConfigureAwait(false);
        long free;
        do
        {
            free = await WriteAsync(Blank, cancellationToken).ConfigureAwait(false);
            left -= PagesPerCommit;
        }
        while (free > 0 && left > 0);

        while (await WriteAsync(RemoveBlanks, cancellationToken).ConfigureAwait(false))
        {
        }

        return free == 0;
    }

    /// <summary>The number of pages that are free still.</summary>
    private static long Blank(WriteSession session)
    {
        var free = session.Connection.Scalar("PRAGMA freelist_count");
        if (free > 0)
        {
            session.Connection.Prepare("INSERT INTO blanks (octets) VALUES (zeroblob(?1))").Bind(1, (Math.Min(free, PagesPerCommit) * OctetsPerPage) + OctetsInRow).Run();
        }

        return session.Connection.Scalar("PRAGMA freelist_count");
    }

    private static bool RemoveBlanks(WriteSession session)
    {
        session.Connection.Prepare("DELETE FROM blanks WHERE number = (SELECT max(number) FROM blanks)").Run();
        return session.Connection.Scalar("SELECT EXISTS (SELECT 1 FROM blanks)") != 0;
    }

    /// <summary>Waits for readers and the writer as long as a connection waits for others.</summary>
    private bool EmptyLog()
    {
        using var connection = open();
        return connection.Scalar("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }

    private Task<T> WriteAsync<T>(Func<WriteSession, T> write, CancellationToken cancellationToken) =>
        writer.WriteAsync(CommitLane.Bulk, SealingRules.MaxSlice, write, cancellationToken);
}
