using OrleansSms.Domain.Importing;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Grains.Importing;

/// <summary>The imports of this process, one after the other: a second one beside the first would take twice the memory and gain nothing.</summary>
internal sealed class ImportDesk(IImportFiles files, IContactStore contacts, IDocumentStore documents, IdGenerator ids, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _free = new(1);

    public ImportWork Begin(ImportState state) => new(state, files, contacts, documents.Imports(), ids, time);

    public async Task RunAsync(ImportWork work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            await work.RunAsync(cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
