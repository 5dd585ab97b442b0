using Orleans.Concurrency;
using OrleansSms.Contracts.Auditing;
using OrleansSms.Domain.Auditing;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Auditing;

[StatelessWorker, Reentrant, GrainType("audit")]
internal sealed class AuditGrain(IDocumentStore documents) : Grain, IAuditGrain
{
    public Task RecordAsync(AuditEntry entry) => documents.Audit().AddAsync(DocumentId(entry.Id), entry.Resource, entry);

    public Task<IReadOnlyList<AuditEntry>> ListAsync(string? resource, string? before, int limit, CancellationToken cancellationToken = default) =>
        documents.Audit().ListAsync(resource, before is null ? null : DocumentId(before), limit, cancellationToken);

    /// <summary>Documents are listed from the least id on, and the newest entry is wanted first: theirs run backwards.</summary>
    private static string DocumentId(string entry) => PrefixedId.TryParse(entry, AuditEntry.Prefix, out var id)
        ? new SortableId(~id.High, ~id.Low).ToString()
        : throw new ArgumentException($"{entry} is no id of an entry.", nameof(entry));
}
