using System.Net;
using Azure;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;

namespace OrleansSms.Storage.Azure.Membership;

/// <summary>Which silos a cluster has, in one partition: a change of a silo and of the table's version is one transaction.</summary>
internal sealed class MembershipTable(TableClient table, string cluster) : IMembershipTable
{
    /// <summary>Name of the table unless the configuration names another.</summary>
    public const string DefaultName = "OrleansSiloInstances";

    /// <summary>A read that a change ran into is repeated so often; that many changes in a row have another cause than silos that start.</summary>
    private const int MaxReads = 5;

    private const int MaxBatch = 100;

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        await table.CreateIfNotExistsAsync();
        if (tryInitTableVersion)
        {
            await TryAsync(table.AddEntityAsync(VersionRow.First(cluster)));
        }
    }

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var siloKey = SiloRow.KeyOf(key);
        return Read(await QueryAsync(TableClient.CreateQueryFilter(
            $"PartitionKey eq {cluster} and (RowKey eq {siloKey} or RowKey eq {VersionRow.Key})")));
    }

    public async Task<MembershipTableData> ReadAll()
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {cluster}");
        for (var reads = 1; ; reads++)
        {
            var rows = await QueryAsync(filter);
            if (VersionRow.IsWhole(rows))
            {
                return Read(rows);
            }

            if (reads == MaxReads)
            {
                throw new OrleansException($"The silos of {cluster} changed during each of {MaxReads} reads.");
            }
        }
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        ChangeAsync(new TableTransactionAction(TableTransactionActionType.Add, SiloRow.From(cluster, entry)), tableVersion);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        ChangeAsync(new TableTransactionAction(TableTransactionActionType.UpdateReplace, SiloRow.From(cluster, entry), new ETag(etag)), tableVersion);

    public Task UpdateIAmAlive(MembershipEntry entry) =>
        table.UpdateEntityAsync(SiloRow.Alive(cluster, entry), ETag.All, TableUpdateMode.Merge);

    public async Task DeleteMembershipTableEntries(string clusterId) =>
        await DeleteAsync(await QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {clusterId}")));

    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        var rows = await QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {cluster} and Status ne {nameof(SiloStatus.Active)}"));
        await DeleteAsync(rows.Where(row => !VersionRow.IsKey(row.RowKey) && IsSilentSince(SiloRow.Read(row), beforeDate.UtcDateTime)));
    }

    private static bool IsSilentSince(MembershipEntry silo, DateTime before) => silo.IAmAliveTime < before && silo.StartTime < before;

    private static MembershipTableData Read(List<TableEntity> rows)
    {
        var version = rows.Find(row => row.RowKey == VersionRow.Key);
        return new MembershipTableData(
            [.. rows.Where(row => !VersionRow.IsKey(row.RowKey)).Select(row => Tuple.Create(SiloRow.Read(row), row.ETag.ToString()))],
            version is null ? new TableVersion(0, "") : VersionRow.Read(version));
    }

    private Task<bool> ChangeAsync(TableTransactionAction silo, TableVersion version) =>
        TryAsync(table.SubmitTransactionAsync([silo, .. VersionRow.Moves(cluster, version)]));

    /// <summary>False when another silo was faster; Orleans reads again and decides anew. Some emulators answer 501 to a condition that fails.</summary>
    private static async Task<bool> TryAsync(Task writing)
    {
        try
        {
            await writing;
            return true;
        }
        catch (RequestFailedException e) when (Conflict.Is(e) || e.Status == (int)HttpStatusCode.NotImplemented)
        {
            return false;
        }
    }

    private async Task<List<TableEntity>> QueryAsync(string filter)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async Task DeleteAsync(IEnumerable<TableEntity> rows)
    {
        foreach (var batch in rows.Chunk(MaxBatch))
        {
            await table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)));
        }
    }
}
