using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;

namespace OrleansSms.Storage.Moving;

/// <summary>Moves all that one store holds into another, kind by kind, and remembers there how far it has come.</summary>
/// <param name="export">What is moved.</param>
/// <param name="from">The ports of the same store.</param>
/// <param name="to">Where it goes.</param>
/// <param name="ports">Ports of that store which need no owner: endpoints, files of imports and the log of erasures are written by them.</param>
/// <param name="tell">Told when a kind is done, and from time to time how much of it is.</param>
public sealed class StoreMove(IStoreExport export, StorePorts from, IStoreImport to, MoveTarget ports, IProgress<MoveProgress> tell)
{
    private readonly EventPages _events = new(from.Events);
    private readonly FileCopy _files = new(from.ImportFiles, ports.ImportFiles);

    /// <summary>Moves what has not been moved yet. The target is not open to anybody when this completes: it is still to be compared.</summary>
    /// <param name="beside">Documents that do not stand among those of the source, and belong there.</param>
    /// <param name="cancellationToken">Breaks it off; it goes on from there another time.</param>
    /// <exception cref="MoveRefusedException">The target holds something else.</exception>
    public async Task<StoreHead> RunAsync(IReadOnlyList<MovedDocument> beside, CancellationToken cancellationToken = default)
    {
        var head = await export.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        var begun = MovePlace.Parse(await to.BeginAsync(head.Fingerprint, cancellationToken).ConfigureAwait(false));
        await to.WriteAsync(beside, cancellationToken).ConfigureAwait(false);
        for (var kind = begun.Kind; kind < MovePlace.End; kind++)
        {
            await MoveAsync(kind, kind == begun.Kind ? begun.Cursor : null, head, cancellationToken).ConfigureAwait(false);
            tell.Report(new MoveProgress(kind, head.Counts.GetValueOrDefault(kind), IsDone: true));
            await to.SaveAsync(new MovePlace(kind + 1, null).ToString(), cancellationToken).ConfigureAwait(false);
        }

        await to.FinishAsync(head, cancellationToken).ConfigureAwait(false);
        return head with { Counts = With(head.Counts, beside.Count) };
    }

    private Task MoveAsync(MovedKind kind, string? cursor, StoreHead head, CancellationToken token) => kind switch
    {
        MovedKind.Documents => PagesAsync(kind, cursor, export.ReadDocumentsAsync, to.WriteAsync, token),
        MovedKind.Recipients => PagesAsync(kind, cursor, export.ReadRecipientsAsync, to.WriteAsync, token),
        MovedKind.Contacts => NamesAsync(kind, cursor, head.Audiences, account => ContactsAsync(account, token), token),
        MovedKind.Engagement => NamesAsync(kind, cursor, head.Audiences, account => EngagementAsync(account, token), token),
        MovedKind.Snapshots => NamesAsync(
            kind, cursor, [.. head.Snapshots.Keys], snapshot => to.WriteSnapshotAsync(head.Snapshots[snapshot], snapshot, SnapshotAsync(snapshot, token), token), token),
        MovedKind.ImportFiles => ImportsAsync(head, token),
        MovedKind.Webhooks => NamesAsync(kind, cursor, head.Endpoints, endpoint => WebhookAsync(endpoint, token), token),
        MovedKind.Erasures => ErasuresAsync(token),
        MovedKind.Batches => PagesAsync(kind, cursor, export.ReadBatchesAsync, to.WriteAsync, token),
        MovedKind.Inbound => PagesAsync(kind, cursor, InboundAsync, to.WriteAsync, token),
        MovedKind.Answers => PagesAsync(kind, cursor, export.ReadAnswersAsync, to.WriteAsync, token),
        MovedKind.Receipts => PagesAsync(kind, cursor, export.ReadReceiptsAsync, to.WriteAsync, token),
        MovedKind.Events => NamesAsync(kind, cursor, head.Logs, account => EventsAsync(account, token), token),
        _ => PagesAsync(kind, cursor, export.ReadMessagesAsync, to.WriteAsync, token),
    };

    private async Task PagesAsync<T>(
        MovedKind kind,
        string? cursor,
        Func<string?, CancellationToken, Task<Page<T>>> read,
        Func<IReadOnlyList<T>, CancellationToken, Task> write,
        CancellationToken cancellationToken)
    {
        var moved = 0L;
        do
        {
            var page = await read(cursor, cancellationToken).ConfigureAwait(false);
            await write(page.Items, cancellationToken).ConfigureAwait(false);
            (cursor, moved) = (page.Next, moved + page.Items.Count);
            if (cursor is not null)
            {
                await to.SaveAsync(new MovePlace(kind, cursor).ToString(), cancellationToken).ConfigureAwait(false);
                tell.Report(new MoveProgress(kind, moved, IsDone: false));
            }
        }
        while (cursor is not null);
    }

    /// <summary>One that broke off is done again from its beginning.</summary>
    private async Task NamesAsync(MovedKind kind, string? done, IReadOnlyList<string> names, Func<string, Task> move, CancellationToken cancellationToken)
    {
        foreach (var name in names.Order(StringComparer.Ordinal).Where(name => string.CompareOrdinal(name, done) > 0))
        {
            await move(name).ConfigureAwait(false);
            await to.SaveAsync(new MovePlace(kind, name).ToString(), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ContactsAsync(string account, CancellationToken cancellationToken)
    {
        var fields = await from.Contacts.ReadFieldsAsync(account, cancellationToken).ConfigureAwait(false);
        await to.WriteContactsAsync(
            account,
            fields,
            ExportPages.AllAsync((cursor, token) => export.ReadContactsAsync(account, cursor, token), cancellationToken),
            ExportPages.AllAsync((cursor, token) => NewestFirstAsync(account, cursor, token), cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    private Task<Page<Contact>> NewestFirstAsync(string account, string? cursor, CancellationToken cancellationToken) => from.Contacts.ListAsync(
        account, Filter.All, 0, ContactId.TryParse(cursor, out var before) ? before : null, IStoreExport.PageSize, cancellationToken);

    private async Task EngagementAsync(string account, CancellationToken cancellationToken)
    {
        var cursor = await from.Engagement.ReadCursorAsync(account, cancellationToken).ConfigureAwait(false);
        await to.WriteEngagementAsync(
            account, ExportPages.AllAsync((next, token) => export.ReadEngagementAsync(account, next, token), cancellationToken), cursor, cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<IReadOnlyList<Msisdn>> SnapshotAsync(
        string snapshot, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 0; await from.Snapshots.ReadPageAsync(snapshot, number, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page; number++)
        {
            yield return page;
        }
    }

    private async Task ImportsAsync(StoreHead head, CancellationToken cancellationToken)
    {
        foreach (var (account, checkpoint) in head.Imports)
        {
            await to.WriteAsync(account, checkpoint, cancellationToken).ConfigureAwait(false);
        }

        foreach (var file in head.Files)
        {
            await _files.CopyAsync(file, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WebhookAsync(string endpoint, CancellationToken cancellationToken)
    {
        if (await from.Webhooks.ReadAsync(endpoint, cancellationToken).ConfigureAwait(false) is { } progress)
        {
            await ports.Webhooks.WriteAsync(endpoint, progress.Cursor, progress.Pending, [], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ErasuresAsync(CancellationToken cancellationToken)
    {
        foreach (var order in await from.ErasureLog.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await ports.ErasureLog.AppendAsync(order, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<Page<InboundMessage>> InboundAsync(string? cursor, CancellationToken cancellationToken) =>
        from.Messages.ListInboundAsync(null, MessageId.TryParse(cursor, out var before) ? before : null, IStoreExport.PageSize, cancellationToken);

    private async Task EventsAsync(string account, CancellationToken cancellationToken)
    {
        await foreach (var events in _events.ReadAsync(account, cancellationToken).ConfigureAwait(false))
        {
            await to.WriteAsync(account, events, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Dictionary<MovedKind, long> With(IReadOnlyDictionary<MovedKind, long> counts, int documents) =>
        new(counts) { [MovedKind.Documents] = counts.GetValueOrDefault(MovedKind.Documents) + documents };
}
