namespace OrleansSms.Storage.Moving;

/// <summary>Compares a store with the one that it was moved into: how much of each kind there is, and what the ports of both say of samples.</summary>
/// <param name="export">What was moved.</param>
/// <param name="from">The ports of the same store.</param>
/// <param name="to">The ports of the other.</param>
public sealed class MoveCheck(IStoreExport export, StorePorts from, StorePorts to)
{
    /// <summary>Samples of each kind, spread evenly over all of it.</summary>
    private const int Samples = 1_000;

    /// <summary>Events that are compared in one piece, from the beginning and to the end of a log.</summary>
    private const int EventsCompared = 500;

    private readonly PortComparison _ports = new(from, to);
    private readonly List<MoveFinding> _findings = [];

    /// <summary>Compares; a finding for each kind.</summary>
    /// <param name="head">What was to be moved.</param>
    /// <param name="counts">How much is there.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async Task<IReadOnlyList<MoveFinding>> RunAsync(
        StoreHead head, IReadOnlyDictionary<MovedKind, long> counts, CancellationToken cancellationToken = default)
    {
        foreach (var kind in Enum.GetValues<MovedKind>())
        {
            var (compared, different) = await CompareAsync(kind, head, cancellationToken).ConfigureAwait(false);
            _findings.Add(new MoveFinding(kind, head.Counts.GetValueOrDefault(kind), counts.GetValueOrDefault(kind), compared, different));
        }

        return _findings;
    }

    private Task<(int Compared, string? Different)> CompareAsync(MovedKind kind, StoreHead head, CancellationToken token)
    {
        var total = head.Counts.GetValueOrDefault(kind);
        return kind switch
        {
            MovedKind.Documents => PagesAsync(total, export.ReadDocumentsAsync, DocumentsAsync, token),
            MovedKind.Recipients => PagesAsync(total, export.ReadRecipientsAsync, RecipientsAsync, token),
            MovedKind.Contacts => AccountsAsync(head.Audiences, account => PagesAsync(
                total, (cursor, cancel) => export.ReadContactsAsync(account, cursor, cancel), some => ContactsAsync(account, [.. some.Select(static contact => contact.Number)]), token)),
            MovedKind.Engagement => AccountsAsync(head.Audiences, account => PagesAsync(
                total, (cursor, cancel) => export.ReadEngagementAsync(account, cursor, cancel), some => EngagementAsync(account, [.. some.Select(static moved => moved.Number)]), token)),
            MovedKind.Snapshots => AccountsAsync([.. head.Snapshots.Keys], snapshot => OneAsync(snapshot, ports => ports.Snapshots.ReadPageAsync(snapshot, 0, token))),
            MovedKind.ImportFiles => AccountsAsync([.. head.Imports.Select(static import => import.Checkpoint.Import)], import => OneAsync(import, ports =>
                ports.Contacts.ReadCheckpointAsync(head.Imports.First(found => found.Checkpoint.Import == import).Account, import, token))),
            MovedKind.Webhooks => AccountsAsync(head.Endpoints, endpoint => OneAsync(endpoint, ports => ports.Webhooks.ReadAsync(endpoint, token))),
            MovedKind.Erasures => OneAsync("erasures", async ports =>
                (await ports.ErasureLog.ReadAsync(token).ConfigureAwait(false)).DistinctBy(static order => order.Id).OrderBy(static order => order.Id, StringComparer.Ordinal)),
            MovedKind.Batches => PagesAsync(total, export.ReadBatchesAsync, some => _ports.EachAsync(some, static batch => batch.Id, static (ports, id) => ports.Messages.ReadBatchAsync(id)), token),
            MovedKind.Inbound => OneAsync("inbound", ports => ports.Messages.ListInboundAsync(null, null, Samples, token)),
            MovedKind.Answers => PagesAsync(total, export.ReadAnswersAsync, AnswersAsync, token),
            MovedKind.Receipts => PagesAsync(total, export.ReadReceiptsAsync, ReceiptsAsync, token),
            MovedKind.Events => AccountsAsync(head.Logs, account => EventsAsync(account, token)),
            _ => PagesAsync(total, export.ReadMessagesAsync, MessagesAsync, token),
        };
    }

    private async Task<string?> DocumentsAsync(IReadOnlyList<MovedDocument> some)
    {
        foreach (var moved in some)
        {
            var there = await to.Documents.ReadAsync(moved.Kind, moved.Document.Id).ConfigureAwait(false);
            if (there?.Owner != moved.Document.Owner || !there.Json.Span.SequenceEqual(moved.Document.Json.Span))
            {
                return $"{moved.Kind} {moved.Document.Id}";
            }
        }

        return null;
    }

    /// <summary>Numbers are not told: where it was found goes to the operator's terminal.</summary>
    private async Task<string?> RecipientsAsync(IReadOnlyList<MovedRecipient> some)
    {
        Msisdn[] numbers = [.. some.Select(static moved => moved.Number)];
        return await _ports.SameAsync("recipients", async ports => (await ports.Recipients.ReadManyAsync(numbers).ConfigureAwait(false))
            .OrderBy(static pair => pair.Key.Digits).Select(static pair => (pair.Key.Digits, pair.Value))).ConfigureAwait(false);
    }

    private Task<string?> ContactsAsync(string account, Msisdn[] numbers) =>
        _ports.SameAsync($"contacts of {account}", async ports => (await ports.Contacts.ReadAsync(account, numbers).ConfigureAwait(false))
            .Select(static contact => (contact with { Fields = contact.Fields.OrderBy(static field => field.Key, StringComparer.Ordinal).ToDictionary() })));

    private Task<string?> EngagementAsync(string account, Msisdn[] numbers) =>
        _ports.SameAsync($"engagement of {account}", async ports => (await ports.Engagement.ReadAsync(account, numbers).ConfigureAwait(false))
            .OrderBy(static pair => pair.Key.Digits).Select(static pair => (pair.Key.Digits, pair.Value)));

    private Task<string?> AnswersAsync(IReadOnlyList<Messages.IdempotencyRecord> some) => _ports.EachAsync(
        some, static answer => answer.Key, static (ports, key) => ports.Messages.FindAnswerAsync(key));

    private Task<string?> ReceiptsAsync(IReadOnlyList<MovedReceipt> some) => _ports.EachAsync(
        some,
        static receipt => (receipt.Key.Carrier, receipt.Key.SmscMessageId),
        static async (ports, key) => (await ports.Messages.FindReceiptsAsync(key.Carrier, [key.SmscMessageId]).ConfigureAwait(false)).OrderBy(static open => open.Key.Segment));

    private async Task<string?> MessagesAsync(IReadOnlyList<MovedMessage> some)
    {
        MessageId[] ids = [.. some.Select(static moved => moved.Record.Message.Id)];
        return await _ports.SameAsync("messages", ports => ports.Messages.ReadAsync(ids)).ConfigureAwait(false)
            ?? await _ports.EachAsync(ids, static id => id, static (ports, id) => ports.Messages.ReadTimelineAsync(id)).ConfigureAwait(false);
    }

    private async Task<(int Compared, string? Different)> EventsAsync(string account, CancellationToken cancellationToken)
    {
        var last = await from.Events.LastAsync(account, cancellationToken).ConfigureAwait(false);
        var near = last is { } end ? end with { Position = Math.Max(0, end.Position - EventsCompared), Index = 0 } : default;
        var different = await _ports.SameAsync(account, ports => ports.Events.LastAsync(account, cancellationToken)).ConfigureAwait(false)
            ?? await _ports.SameAsync(account, ports => ports.Events.ReadAsync(account, null, EventsCompared, cancellationToken)).ConfigureAwait(false)
            ?? await _ports.SameAsync(account, ports => ports.Events.ReadAsync(account, near, EventsCompared, cancellationToken)).ConfigureAwait(false);
        return (EventsCompared, different);
    }

    private async Task<(int Compared, string? Different)> OneAsync<T>(string name, Func<StorePorts, Task<T>> ask) =>
        (1, await _ports.SameAsync(name, ask).ConfigureAwait(false));

    private static async Task<(int Compared, string? Different)> AccountsAsync(IReadOnlyList<string> names, Func<string, Task<(int Compared, string? Different)>> compare)
    {
        var all = 0;
        foreach (var name in names)
        {
            var (compared, different) = await compare(name).ConfigureAwait(false);
            all += compared;
            if (different is not null)
            {
                return (all, different);
            }
        }

        return (all, null);
    }

    /// <summary>Goes through all pages of the source, and takes samples at the same distance from each other.</summary>
    private static async Task<(int Compared, string? Different)> PagesAsync<T>(
        long total, Func<string?, CancellationToken, Task<Page<T>>> read, Func<IReadOnlyList<T>, Task<string?>> compare, CancellationToken cancellationToken)
    {
        var (every, seen, compared) = (Math.Max(1, total / Samples), 0L, 0);
        string? cursor = null;
        do
        {
            var page = await read(cursor, cancellationToken).ConfigureAwait(false);
            T[] some = [.. page.Items.Where(_ => seen++ % every == 0)];
            compared += some.Length;
            if (some.Length > 0 && await compare(some).ConfigureAwait(false) is { } different)
            {
                return (compared, different);
            }

            cursor = page.Next;
        }
        while (cursor is not null);
        return (compared, null);
    }
}

/// <summary>What came of comparing a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Expected">How much the source has.</param>
/// <param name="Actual">How much is there.</param>
/// <param name="Compared">Samples that were compared.</param>
/// <param name="Different">The first that is not the same; null = none.</param>
public sealed record MoveFinding(MovedKind Kind, long Expected, long Actual, int Compared, string? Different)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSame => Expected == Actual && Different is null;
}
