using Azure.Data.Tables;

namespace OrleansSms.Storage.Azure.Reminders;

/// <summary>Partitions of a part of the ring: without its begin, with its end, across zero where the begin is not less than the end.</summary>
internal static class RingRange
{
    public static string Filter(string service, uint begin, uint end)
    {
        var after = ReminderRow.PartitionOf(service, begin);
        var upTo = ReminderRow.PartitionOf(service, end);
        if (begin < end)
        {
            return TableClient.CreateQueryFilter($"PartitionKey gt {after} and PartitionKey le {upTo}");
        }

        var first = ReminderRow.PartitionOf(service, uint.MinValue);
        var last = ReminderRow.PartitionOf(service, uint.MaxValue);
        return begin == end
            ? TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last}")
            : TableClient.CreateQueryFilter(
                $"(PartitionKey gt {after} and PartitionKey le {last}) or (PartitionKey ge {first} and PartitionKey le {upTo})");
    }
}
