using OrleansSms.Domain.Importing;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Importing;

/// <summary>What is kept of imports: where each stands, a note of those that are to go on; and what accounts are told of them.</summary>
internal sealed class ImportJournal(IDocumentStore documents, IMessageStore store)
{
    private readonly Documents<ImportState> _imports = documents.Imports();
    private readonly Documents<OpenImport> _open = documents.OpenImports();

    public Task<ImportState?> ReadAsync(string import, CancellationToken cancellationToken) => _imports.ReadAsync(import, cancellationToken);

    public Task WriteAsync(ImportState import) => _imports.WriteAsync(import.Config.Id, import.Config.Account, import);

    /// <summary>Notes that it is to go on.</summary>
    public Task OpenAsync(ImportState import) => _open.WriteAsync(import.Config.Id, import.Config.Account, new OpenImport(import.Config.Id));

    /// <summary>Nothing is left to do for it.</summary>
    public Task CloseAsync(string import) => _open.DeleteAsync(import);

    public Task DeleteAsync(string import) => _imports.DeleteAsync(import);

    /// <summary>Tells the account that it has come to its end by itself.</summary>
    public Task TellAsync(ImportState ended)
    {
        var told = new LoggedEvent
        {
            Type = EventType.ImportFinished,
            At = ended.EndedAt!.Value,
            Subject = ended.Config.Id,
            Reason = ended.Status == ImportStatus.Failed ? "failed" : "finished",
            Error = ended.Error,
        };
        return store.CommitAsync(new ChangeSet { Events = [(ended.Config.Account, told)] }, CommitLane.Bulk, CancellationToken.None);
    }
}
