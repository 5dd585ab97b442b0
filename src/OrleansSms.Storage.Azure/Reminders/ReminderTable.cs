using Azure;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;

namespace OrleansSms.Storage.Azure.Reminders;

/// <summary>Reminders of a service. They belong to the service, not to the cluster: a new cluster finds them.</summary>
internal sealed class ReminderTable(TableClient table, string service, string cluster) : IReminderTable
{
    /// <summary>Name of the table unless the configuration names another.</summary>
    public const string DefaultName = "OrleansReminders";

    public async Task StartAsync(CancellationToken cancellationToken = default) => await table.CreateIfNotExistsAsync(cancellationToken);

    public Task<ReminderTableData> ReadRows(GrainId grainId)
    {
        // All row keys of the grain begin with its id and a hyphen, behind which a dot sorts next.
        var (partition, first) = (ReminderRow.PartitionOf(service, grainId), ReminderRow.KeyOf(grainId, ""));
        var behind = first[..^1] + (char)(first[^1] + 1);
        return QueryAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {behind}"),
            grainId);
    }

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => QueryAsync(RingRange.Filter(service, begin, end), null);

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(ReminderRow.PartitionOf(service, grainId), ReminderRow.KeyOf(grainId, reminderName));
        return row.HasValue ? ReminderRow.Read(row.Value!) : null;
    }

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var answer = await table.UpsertEntityAsync(ReminderRow.From(service, cluster, entry), TableUpdateMode.Replace);
        return answer.Headers.ETag.ToString();
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        try
        {
            var answer = await table.DeleteEntityAsync(
                ReminderRow.PartitionOf(service, grainId), ReminderRow.KeyOf(grainId, reminderName), new ETag(eTag));
            return !answer.IsError;
        }
        catch (RequestFailedException e) when (Conflict.Is(e))
        {
            return false;
        }
    }

    public async Task TestOnlyClearTable()
    {
        foreach (var reminder in (await ReadRows(0, 0)).Reminders)
        {
            await RemoveRow(reminder.GrainId, reminder.ReminderName, ETag.All.ToString());
        }
    }

    /// <summary>Keys alone do not tell every service and every grain apart: one's id may begin with another's.</summary>
    private async Task<ReminderTableData> QueryAsync(string filter, GrainId? grain)
    {
        var reminders = new List<ReminderEntry>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter))
        {
            if (ReminderRow.ServiceOf(row) == service && ReminderRow.Read(row) is var reminder && (grain is null || reminder.GrainId == grain))
            {
                reminders.Add(reminder);
            }
        }

        return new ReminderTableData(reminders);
    }
}
