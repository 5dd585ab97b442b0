using OrleansSms.Domain.Importing;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Contacts;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Grains.Importing;

/// <summary>The imports of this process, one after the other: a second one beside the first would take twice the memory and gain nothing.</summary>
internal sealed class ImportDesk(IImportFiles files, IContactStore contacts, ContactFacts facts, ImportJournal journal, IdGenerator ids, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _free = new(1);

    public ImportWork Begin(ImportState state)
    {
        var origin = PrefixedId.TryParse(state.Config.Id, ImportConfig.Prefix, out var id) ? id : default;
        return new ImportWork(state, files, contacts, page => facts.TellAsync(state.Config.Account, origin, ConsentSource.Import, page), journal, ids, time);
    }

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
