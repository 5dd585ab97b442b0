using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Carriers;

/// <summary>Takes messages out of the middle of a priority queue.</summary>
internal static class QueueExtraction
{
    /// <summary>Takes out what <paramref name="wanted"/> names and adds it to <paramref name="taken"/>.</summary>
    public static void Extract(this PriorityQueue<QueuedMessage, long> queue, Predicate<QueuedMessage> wanted, List<QueuedMessage> taken)
    {
        if (queue.Count == 0)
        {
            return;
        }

        var before = taken.Count;
        var rest = new List<(QueuedMessage, long)>(queue.Count);
        foreach (var (message, priority) in queue.UnorderedItems)
        {
            if (wanted(message))
            {
                taken.Add(message);
            }
            else
            {
                rest.Add((message, priority));
            }
        }

        if (taken.Count > before)
        {
            queue.Clear();
            queue.EnqueueRange(rest);
        }
    }
}
