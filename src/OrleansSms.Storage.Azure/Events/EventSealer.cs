using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Events;

/// <summary>Puts events into rows: of each account, when there are enough of them or they have waited long enough.</summary>
internal sealed class EventSealer(StorageAccess access, StoreState state, AzureStoreOptions options, TimeProvider time)
{
    /// <summary>Accounts at a time.</summary>
    private const int Parallel = 8;

    private readonly TableClient _events = access.Table(EventRows.Table);

    /// <param name="all">Whether few and young ones too.</param>
    public Task SealAsync(bool all, CancellationToken cancellationToken)
    {
        List<AccountLog> logs;
        lock (state.Gate)
        {
            logs = [.. state.Logs.Values.Where(log => log.Unwritten > 0 && (all || IsDue(log)))];
        }

        return System.Threading.Tasks.Parallel.ForEachAsync(
            logs,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (log, token) => await SealAsync(log, token).ConfigureAwait(false));
    }

    private bool IsDue(AccountLog log) => log.Unwritten >= EventRows.EventsPerRow || time.GetElapsedTime(log.UnwrittenSince) >= options.SealWithin;

    /// <summary>Row after row in the order of the log, so that whoever reads rows alone misses none in between.</summary>
    private async Task SealAsync(AccountLog log, CancellationToken cancellationToken)
    {
        while (Take(log, EventRows.EventsPerRow) is { Count: > 0 } pages)
        {
            var row = EventRows.Of(log.Account, pages);
            if (!RowData.Fits(row.Octets().Length) && pages.Count > 1)
            {
                pages = Take(log, 1);
                row = EventRows.Of(log.Account, pages);
            }

            await _events.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
            lock (state.Gate)
            {
                log.Wrote(pages, time.GetTimestamp());
                log.Shrink(options.EventsInMemory);
            }
        }
    }

    private List<EventPage> Take(AccountLog log, int most)
    {
        lock (state.Gate)
        {
            return log.TakeUnwritten(most);
        }
    }
}
