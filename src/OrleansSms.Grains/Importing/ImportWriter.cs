using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Importing;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Grains.Importing;

/// <summary>The second step: writes the rows in the order of their numbers, a page a commit, each with a checkpoint. One page is prepared while another is written.</summary>
internal sealed class ImportWriter(
    ImportState state, IImportFiles files, IContactStore contacts, Func<IReadOnlyList<ContactChange>, Task> tellFacts, IdGenerator ids, TimeProvider time, Action<ImportState> tell)
{
    private readonly ContactMode _mode = state.Config.Duplicates == DuplicateRule.Skip ? ContactMode.Add : ContactMode.Merge;
    private List<ContactChange> _page = new(ContactLimits.MaxPage);
    private Task _writing = Task.CompletedTask;
    private ImportCheckpoint _checkpoint = new(state.Config.Id, default);
    private long _taken;
    private long _repeated;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _checkpoint = await contacts.ReadCheckpointAsync(state.Config.Account, state.Config.Id, cancellationToken) ?? _checkpoint;
        var done = _checkpoint.Last.Digits;
        using var rows = new MergedRuns(files, state.Config.Id, state.Runs!.Value, state.Fields);
        try
        {
            Contact? pending = null;
            while (rows.Next() is { } row)
            {
                _taken++;
                if (pending?.Number == row.Number)
                {
                    _repeated++;
                    pending = _mode == ContactMode.Merge ? PatchOf(row).ApplyTo(pending, pending.UpdatedAt) : pending;
                    continue;
                }

                await TakeAsync(pending, done, cancellationToken);
                pending = row;
            }

            await TakeAsync(pending, done, cancellationToken);
            await WriteAsync(cancellationToken);
            await WriteAsync(cancellationToken);
        }
        finally
        {
            await _writing;
        }
    }

    /// <summary>A row becomes a change, unless it was written before a crash.</summary>
    private async ValueTask TakeAsync(Contact? row, long done, CancellationToken cancellationToken)
    {
        if (row is null || row.Number.Digits <= done)
        {
            return;
        }

        _page.Add(new ContactChange(row.Number, PatchOf(row), _mode, new ContactId(ids.Next()), time.GetUnixMicros()));
        if (_page.Count == ContactLimits.MaxPage)
        {
            await WriteAsync(cancellationToken);
        }
    }

    /// <summary>Waits for the page that is being written, and has this one written.</summary>
    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await _writing;
        cancellationToken.ThrowIfCancellationRequested();
        var progress = state.Rows == state.Rejected ? 1 : (double)_taken / (state.Rows - state.Rejected);
        tell(state with
        {
            Created = _checkpoint.Created,
            Updated = _checkpoint.Updated,
            Skipped = _checkpoint.Skipped,
            Repeated = _repeated,
            Progress = progress,
        });
        if (_page.Count > 0)
        {
            (_writing, _page) = (CommitAsync(_page), new(ContactLimits.MaxPage));
        }
    }

    private async Task CommitAsync(List<ContactChange> page)
    {
        await tellFacts(page);

        // No token: whether a page was written must not be left open.
        var outcomes = await contacts.WriteAsync(state.Config.Account, page, _checkpoint with { Last = page[^1].Number }, CancellationToken.None);
        _checkpoint = _checkpoint.With(outcomes) with { Last = page[^1].Number };
    }

    private static ContactPatch PatchOf(Contact row) => new()
    {
        Fields = row.Fields,
        Zone = row.Zone,
        Language = row.Language,
        AddTags = row.Tags,
        AddLists = row.Lists,
        Consent = row.Consents is [.., var consent] ? consent : null,
    };
}
