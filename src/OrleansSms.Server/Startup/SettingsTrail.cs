using OrleansSms.Contracts.Auditing;
using OrleansSms.Domain.Auditing;
using OrleansSms.Domain.Ids;

namespace OrleansSms.Server.Startup;

/// <summary>Writes into the log what the settings change at a start. A start with the settings of the one before writes nothing.</summary>
internal sealed class SettingsTrail(IGrainFactory grains, IdGenerator ids, TimeProvider time)
{
    private const string Operation = "start";

    public async Task RecordAsync<T>(string resource, T? before, T? after)
        where T : class
    {
        var changes = AuditChanges.Between(before, after);
        if (changes.Count > 0)
        {
            await grains.GetGrain<IAuditGrain>(0).RecordAsync(new AuditEntry
            {
                Id = ids.Next(AuditEntry.Prefix),
                At = time.GetUnixMicros(),
                Actor = AuditEntry.Settings,
                Operation = Operation,
                Resource = resource,
                Changes = changes,
            });
        }
    }
}
