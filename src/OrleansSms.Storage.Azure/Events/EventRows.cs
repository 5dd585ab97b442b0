using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Events;

/// <summary>
/// The event log, a partition for each account: a row holds the events of many commits, under the position of the last. After a crash, rows may overlap;
/// who reads passes over what he has read.
/// </summary>
internal static class EventRows
{
    public const string Table = "events";

    /// <summary>Events of one row: some tens of octets each, so that a row is far from full.</summary>
    public const int EventsPerRow = 2_000;

    private const string UnixMsColumn = "UnixMs";
    private const string LastIndexColumn = "LastIndex";

    /// <summary>What tells the end of a row's events, without its octets.</summary>
    public static readonly string[] HeadColumns = ["PartitionKey", "RowKey", UnixMsColumn, LastIndexColumn];

    public static string Partition(string account) => TableKey.Of(account);

    public static TableEntity Of(string account, List<EventPage> pages)
    {
        var last = pages[^1];
        return new TableEntity(Partition(account), TableKey.Of(last.Position))
        {
            [UnixMsColumn] = last.UnixMs,
            [LastIndexColumn] = last.Events.Count - 1,
        }.With(RowCodec.Write(pages));
    }

    /// <summary>Rows of an account for pages that follow each other: some thousands of events each, or one page where more do not fit.</summary>
    public static IEnumerable<TableEntity> Pack(string account, IEnumerable<EventPage> pages)
    {
        var (gathered, events) = (new List<EventPage>(), 0);
        foreach (var page in pages)
        {
            gathered.Add(page);
            events += page.Events.Count;
            if (events >= EventsPerRow)
            {
                foreach (var row in Rows(account, gathered))
                {
                    yield return row;
                }

                (gathered, events) = ([], 0);
            }
        }

        foreach (var row in gathered.Count == 0 ? [] : Rows(account, gathered))
        {
            yield return row;
        }
    }

    public static List<EventPage> Read(TableEntity row) => RowCodec.Read<List<EventPage>>(row.Octets());

    public static EventId Last(TableEntity row) => new(
        UnixMs(row), long.Parse(row.RowKey, System.Globalization.CultureInfo.InvariantCulture), row.GetInt32(LastIndexColumn)!.Value);

    public static long UnixMs(TableEntity row) => row.GetInt64(UnixMsColumn)!.Value;

    private static IEnumerable<TableEntity> Rows(string account, List<EventPage> pages)
    {
        var row = Of(account, pages);
        return RowData.Fits(row.Octets().Length) || pages.Count == 1 ? [row] : pages.Select(page => Of(account, [page]));
    }
}
