using System.Runtime.CompilerServices;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Moving;

/// <summary>Reads an account's log in parts that end where a commit ends: the events of one belong together, as their ids count from its first.</summary>
internal sealed class EventPages(IEventLog log)
{
    private const int PageSize = 10_000;

    public async IAsyncEnumerable<IReadOnlyList<LoggedEvent>> ReadAsync(string account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        EventId? after = null;
        var limit = PageSize;
        while (await log.ReadAsync(account, after, limit, cancellationToken).ConfigureAwait(false) is { Count: > 0 } events)
        {
            var whole = events.Count < limit ? events.Count : EndOfCommit(events);
            if (whole == 0)
            {
                // One commit alone has more.
                limit *= 2;
                continue;
            }

            yield return [.. events.Take(whole)];
            after = events[whole - 1].Id;
        }
    }

    /// <summary>How many lie before the last commit, which may go on behind the part.</summary>
    private static int EndOfCommit(IReadOnlyList<LoggedEvent> events)
    {
        var end = events.Count - 1;
        while (end >= 0 && events[end].Id.Position == events[^1].Id.Position)
        {
            end--;
        }

        return end + 1;
    }
}
