using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Webhooks;

/// <summary>Reads pending events again from the log when their time has come: neighbours together, since what failed together is due together.</summary>
internal sealed class DueReader(IEventLog log, string account, int pageSize)
{
    /// <summary>Reads what is due; the deliveries whose events the log no longer holds.</summary>
    public async Task<List<Delivery>> ReadAsync(DeliveryQueue queue, long now, CancellationToken cancellationToken)
    {
        var due = queue.TakeDue(now, pageSize);
        due.Sort(static (left, right) => left.Id.CompareTo(right.Id));
        var next = 0;
        List<Delivery> lost = [];
        try
        {
            for (var limit = pageSize; next < due.Count;)
            {
                var page = await log.ReadRecordsAsync(account, due[next].Id.Before, Math.Min(limit, pageSize), cancellationToken);
                var first = next;
                next = Match(queue, due, next, page, lost);

                // Where the due events lie far apart, long pages would mostly hold others.
                limit = 2 * (next - first);
            }

            return lost;
        }
        catch
        {
            due.GetRange(next, due.Count - next).ForEach(queue.PutBack);
            lost.ForEach(queue.PutBack);
            throw;
        }
    }

    private static int Match(DeliveryQueue queue, List<Delivery> due, int next, IReadOnlyList<EventRecord> page, List<Delivery> lost)
    {
        foreach (var record in page)
        {
            while (next < due.Count && due[next].Id < record.Event.Id)
            {
                lost.Add(due[next++]);
            }

            if (next < due.Count && due[next].Id == record.Event.Id)
            {
                queue.Load(due[next++], record);
            }
        }

        // Nothing behind it: the log ends before.
        if (page.Count == 0)
        {
            lost.Add(due[next++]);
        }

        return next;
    }
}
