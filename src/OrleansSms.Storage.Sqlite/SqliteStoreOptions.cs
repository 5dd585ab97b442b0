using OrleansSms.Storage.Sqlite.Indexes;
using OrleansSms.Storage.Sqlite.Sealing;

namespace OrleansSms.Storage.Sqlite;

/// <summary>Settings of the embedded store. The defaults suit a machine with a gigabyte to spare.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>Directory of the database file; made if it is missing. Default: <c>data</c>.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Page cache of the writer, in MiB. Default: 16: the operating system caches the file too, and 64 gained nothing that was measured.</summary>
    public int WriterCacheMiB { get; set; } = 16;

    /// <summary>Page cache of each reader, in MiB. Default: 8, as the operating system caches the file too.</summary>
    public int ReaderCacheMiB { get; set; } = 8;

    /// <summary>Most reads at a time. Default: 4; further ones wait.</summary>
    public int Readers { get; set; } = 4;

    /// <summary>
    /// Rows of the bulk lane in one commit; a set that crosses the bound is not split. Default: 500, so that an urgent set waits a few
    /// milliseconds at most.
    /// </summary>
    public int BulkRowsPerCommit { get; set; } = 500;

    /// <summary>
    /// Rows of the first and of the urgent lane in one commit. Default: 1,000: a code that comes while a commit is under way waits for no more than that.
    /// </summary>
    public int UrgentRowsPerCommit { get; set; } = 1_000;

    /// <summary>Rows that may wait in each lane; the sets behind them wait outside. Default: 100,000, about a second of work.</summary>
    public int MaxQueuedRows { get; set; } = 100_000;

    /// <summary>
    /// Size of the write-ahead log at which its pages are moved into the database, in MiB. Default: 32: a page that changes often is moved once
    /// for many changes. Most of it is done beside the writer.
    /// </summary>
    public int CheckpointMiB { get; set; } = 32;

    /// <summary>How long to wait for another process that has locked the database. Default: 2 s; then callers are refused.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Messages held in memory because their row is missing or behind. Default: 100,000, about 100 MB; beyond it the oldest are put into rows,
    /// wherever they stand.
    /// </summary>
    public int UnsealedMessages { get; set; } = 100_000;

    /// <summary>How long a message that has not ended is held in memory. Default: a minute, in which most receipts come.</summary>
    public TimeSpan UnsealedFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Size of the journal, in MiB. Default: 64, which a start reads in about a second.</summary>
    public int JournalMiB { get; set; } = 64;

    /// <summary>Rows looked at for one page of a list. Default: 10,000, about 10 ms; a page that found fewer matches is short.</summary>
    public int RowsPerPage { get; set; } = 10_000;

    /// <summary>
    /// Keys that an index gathers in memory before it writes them as a sorted run. Default: 8,192, about 2 MB for each of the two indexes.
    /// </summary>
    public int IndexedInMemory { get; set; } = 8_192;

    /// <summary>
    /// Memory for what keeps look-ups away from runs that cannot have a key, for each of the two indexes, in MiB. Default: 32, enough for 22 million keys; beyond it every look-up reads a
    /// page of each further run.
    /// </summary>
    public int IndexFilterMiB { get; set; } = 32;

    internal IndexLimits Index => new(IndexedInMemory, (long)IndexFilterMiB << 20);

    internal SealingRules Sealing => new(UnsealedMessages, (long)JournalMiB << 20, UnsealedFor);
}
