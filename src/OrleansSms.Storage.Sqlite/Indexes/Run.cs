using System.Runtime.InteropServices;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>Entries on pages, in the order of their hashes; written once, and then never changed.</summary>
/// <param name="Id">Greater than those of all runs before.</param>
/// <param name="Count">Entries.</param>
/// <param name="Pages">Pages.</param>
/// <param name="Newest">Greatest reference.</param>
/// <param name="Mark">What it covers of the table that its entries were made from.</param>
/// <param name="Filter">Tells from memory what it does not hold; null when there was no room.</param>
internal sealed record Run(int Id, int Count, int Pages, long Newest, long Mark, RunFilter? Filter) : IEntrySource
{
    /// <summary>Bits of a key in <c>run_pages</c> that are the page.</summary>
    private const int PageBits = 24;

    private const string Select = "SELECT entries FROM run_pages WHERE key = ?1";

    public bool MayHold(ulong hash) => Filter?.MayHold(hash) ?? true;

    /// <summary>Key of a page in <c>run_pages</c>.</summary>
    public static long KeyOf(int run, int page) => ((long)run << PageBits) | (uint)page;

    public void Collect(Connection connection, ulong first, ulong last, List<IndexEntry> to)
    {
        var end = HashPages.PageOf(last, Pages);
        for (var page = HashPages.PageOf(first, Pages); page <= end; page++)
        {
            using var row = connection.Prepare(Select).Bind(1, KeyOf(Id, page));

            // A page is missing when the run has been replaced or dropped since: then the caller looks anew.
            if (row.Step())
            {
                Collect(MemoryMarshal.Cast<byte, IndexEntry>(row.GetBytes(0)), first, last, to);
            }
        }
    }

    private static void Collect(ReadOnlySpan<IndexEntry> sorted, ulong first, ulong last, List<IndexEntry> to)
    {
        var from = sorted.BinarySearch(new IndexEntry(first, long.MinValue));
        for (var i = from < 0 ? ~from : from; i < sorted.Length && sorted[i].Hash <= last; i++)
        {
            to.Add(sorted[i]);
        }
    }
}
