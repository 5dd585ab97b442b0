using OrleansSms.Domain.Auditing;

namespace OrleansSms.Contracts.Auditing;

/// <summary>The log of changes of how the gateway is set up. Key: 0. A stateless worker over the store.</summary>
[Alias("sms.IAuditGrain")]
public interface IAuditGrain : IGrainWithIntegerKey
{
    /// <summary>Adds an entry, durably. Called before the change is made, so that none is missing from the log.</summary>
    [Alias("Record")]
    Task RecordAsync(AuditEntry entry);

    /// <summary>Entries, newest first.</summary>
    /// <param name="resource">Only those of this resource; null = of all.</param>
    /// <param name="before">Only those older than the entry of this id; null = from the newest.</param>
    /// <param name="limit">Most entries.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    [Alias("List")]
    Task<IReadOnlyList<AuditEntry>> ListAsync(string? resource, string? before, int limit, CancellationToken cancellationToken = default);
}
