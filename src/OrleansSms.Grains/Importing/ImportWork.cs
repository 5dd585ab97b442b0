using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Importing;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Grains.Importing;

/// <summary>
/// The two steps of an import: rows are checked and put in the order of their numbers, in runs on disk; then the runs are merged and written. The first step writes
/// no contact and is simply done again after a crash, the second goes on behind its checkpoint.
/// </summary>
internal sealed class ImportWork(
    ImportState state, IImportFiles files, IContactStore contacts, Func<IReadOnlyList<ContactChange>, Task> tellFacts, ImportJournal journal, IdGenerator ids, TimeProvider time)
{
    private volatile ImportState _state = state;

    /// <summary>Where it stands; read by others while it runs.</summary>
    public ImportState State => _state;

    private string Id => _state.Config.Id;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!HasRuns())
        {
            try
            {
                var sorter = new ImportSorter(_state, files, await contacts.ReadFieldsAsync(_state.Config.Account, cancellationToken), Tell);
                await SaveAsync(sorter.Run(cancellationToken) with { Status = ImportStatus.Writing, Progress = 0 });
            }
            catch (ImportRefusedException e)
            {
                await EndAsync(_state with { Status = ImportStatus.Failed, Error = e.Message });
                return;
            }
        }

        await new ImportWriter(_state, files, contacts, tellFacts, ids, time, Tell).RunAsync(cancellationToken);
        await EndAsync(_state with { Status = ImportStatus.Finished, Progress = 1 });
    }

    private bool HasRuns()
    {
        if (_state is not { Status: ImportStatus.Writing, Runs: { } runs })
        {
            return false;
        }

        for (var run = 0; run < runs; run++)
        {
            using var stream = files.Open(Id, ImportFile.Run, run);
            if (stream is null)
            {
                return false;
            }
        }

        return true;
    }

    private void Tell(ImportState state) => _state = state;

    private async Task SaveAsync(ImportState state)
    {
        await journal.WriteAsync(state);
        _state = state;
    }

    /// <summary>The account is told first: after a crash between the two it is told again, rather than never.</summary>
    private async Task EndAsync(ImportState state)
    {
        var ended = state with { EndedAt = time.GetUnixMicros() };
        await journal.TellAsync(ended);
        await SaveAsync(ended);
    }
}

/// <summary>The file cannot be read, and never will be: its message is for the one who sent it.</summary>
internal sealed class ImportRefusedException(string message) : Exception(message);
