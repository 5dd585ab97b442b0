using Microsoft.Extensions.Logging;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Commits;
using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Azure.Documents;
using OrleansSms.Storage.Azure.Erasures;
using OrleansSms.Storage.Azure.Events;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Journal;
using OrleansSms.Storage.Azure.Loading;
using OrleansSms.Storage.Azure.Maintenance;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Moving;
using OrleansSms.Storage.Azure.Opening;
using OrleansSms.Storage.Azure.Persons;
using OrleansSms.Storage.Azure.Reading;
using OrleansSms.Storage.Azure.Recipients;
using OrleansSms.Storage.Azure.Sealing;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Azure.Webhooks;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Moving;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Azure;

/// <summary>
/// A store in an Azure Storage account, and its owner. Whoever opens it takes it from its owner before, whose next commit fails. Silos reach the owner
/// through the grain; a process by itself, such as a move of data or a test, opens it like this.
/// </summary>
public sealed class AzureDatabase : IAsyncDisposable
{
    /// <summary>Tables of a store.</summary>
    internal static readonly string[] Tables =
    [
        MessageRows.Table, WaitingRows.Table, ReceiptRows.Table, CountedRows.Table, EventRows.Table, AnswerRows.Table, BatchRows.Table, InboundRows.Table,
        RecipientRows.Table, AzureDocumentStore.Table, AzureWebhookStore.Table, AzureErasureLog.Table, ContactRows.Table, EngagementRows.Table, PersonRows.Table,
    ];

    private readonly StorageAccess _access;
    private readonly CommitQueue _queue;
    private readonly CommitMetrics _metrics;
    private readonly Projector _projector;
    private readonly Committer _committer;
    private readonly Task _running;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _learning;

    private AzureDatabase(
        StorageAccess access, AzureStoreOptions options, StoreState state, JournalLog journal, MessageLoader loader, PersonIndex persons, TimeProvider time, ILogger logger)
    {
        _access = access;
        _queue = new CommitQueue(options);
        _metrics = new CommitMetrics(() => _queue.Rows, () => state.Messages.Count, () => state.Queues.Unsealed, () => journal.Bytes);
        var signals = new EventSignals();
        _committer = new Committer(state, journal, _queue, signals, time, _metrics, logger);
        _projector = new Projector(access, state, journal, persons, options, time, logger);
        var messages = new MessageReads(state, loader);
        var lists = new ListReads(access, state, messages, persons, options.RowsPerPage);
        var (inbound, answers) = (new InboundReads(access, state, persons), new AnswerReads(access, state));
        Messages = new AzureMessageStore(
            _committer,
            new SetGate(state, loader, answers, options, time),
            messages,
            new LaneReads(access, state, messages),
            lists,
            inbound,
            answers);
        Events = new AzureEventLog(access, state, signals, messages, inbound);
        Recipients = new AzureRecipientStore(access, state.Known.Recipients, _committer);
        Webhooks = new AzureWebhookStore(access);
        Documents = new AzureDocumentStore(access);
        Maintenance = new AzureMaintenance(_committer, state, new Pruner(access, state, _projector, new MessagePruner(access, state, lists)));
        Erasures = new AzureErasureStore(access, state, journal, _committer, _projector, loader, inbound);
        ErasureLog = new AzureErasureLog(access);
        _running = Task.Run(_committer.RunAsync);
        _learning = Task.Run(() => new StartingRows(access, state, loader, logger).LearnKeysAsync(_stopping.Token));
    }

    /// <summary>Messages, queues and receipts.</summary>
    public IMessageStore Messages { get; }

    /// <summary>The event log.</summary>
    public IEventLog Events { get; }

    /// <summary>Recipients.</summary>
    public IRecipientStore Recipients { get; }

    /// <summary>Webhook endpoints' progress.</summary>
    public IWebhookStore Webhooks { get; }

    /// <summary>Configuration.</summary>
    public IDocumentStore Documents { get; }

    /// <summary>Upkeep.</summary>
    public IStoreMaintenance Maintenance { get; }

    /// <summary>Takes persons out.</summary>
    public IErasureStore Erasures { get; }

    /// <summary>Which erasures were ordered.</summary>
    public IErasureLog ErasureLog { get; }

    /// <summary>Completes when another process has opened the store: this one takes no commits any more.</summary>
    public Task Lost => _committer.Lost;

    /// <summary>Requests to the account so far.</summary>
    public long Requests => _access.Requests;

    /// <summary>Opens a store, making what is missing, and takes it from its owner before.</summary>
    /// <exception cref="StoreUnavailableException">The account cannot be reached.</exception>
    /// <exception cref="MoveRefusedException">Another store is being moved into it.</exception>
    public static async Task<AzureDatabase> OpenAsync(
        AzureStoreOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken = default)
    {
        var access = new StorageAccess(options);
        await access.CreateAsync(Tables, cancellationToken).ConfigureAwait(false);
        await Refusal.GuardAsync(async () =>
        {
            await MoveMark.RefuseUnfinishedAsync(access, cancellationToken).ConfigureAwait(false);
            return true;
        }, cancellationToken).ConfigureAwait(false);
        return await TakeUntilHeldAsync(access, options, time, logger, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a store that is being moved here, for whoever moves it.</summary>
    internal static Task<AzureDatabase> OpenMovedAsync(AzureStoreOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken) =>
        TakeUntilHeldAsync(new StorageAccess(options), options, time, logger, cancellationToken);

    private static async Task<AzureDatabase> TakeUntilHeldAsync(
        StorageAccess access, AzureStoreOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await Refusal.GuardAsync(() => TakeAsync(access, options, time, logger, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            catch (FencedException)
            {
                // A segment was removed while it was being read: its owner is at work still, and is behind from here on.
            }
        }
    }

    /// <summary>Writes to tables what the journal alone holds.</summary>
    public Task FlushAsync(CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        await _projector.FlushAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }, cancellationToken);

    /// <summary>Commits what is queued, and writes to tables what the journal alone holds, so that the next owner begins at once.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close(new StoreUnavailableException("The store is closed."));
        await _running.ConfigureAwait(false);
        try
        {
            if (!Lost.IsCompleted)
            {
                await FlushAsync().ConfigureAwait(false);
            }
        }
        catch (StoreUnavailableException)
        {
            // The next owner reads it from the journal.
        }

        await StopAsync().ConfigureAwait(false);
    }

    /// <summary>Lets go of everything as a crash would: what the journal alone holds stays there.</summary>
    internal async Task AbandonAsync()
    {
        _queue.Close(new StoreUnavailableException("The store is closed."));
        await _running.ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
    }

    private static async Task<AzureDatabase> TakeAsync(
        StorageAccess access, AzureStoreOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var journal = new JournalLog(access.Container, options, time);
        var persons = new PersonIndex(access, time);
        await persons.AnnounceAsync(journal.Owner, cancellationToken).ConfigureAwait(false);
        var entries = await journal.OpenAsync(cancellationToken).ConfigureAwait(false);
        await persons.OpenAsync(entries.Count > 1 ? entries[^2].Owner : null, cancellationToken).ConfigureAwait(false);
        var state = new StoreState(options, time);
        var loader = new MessageLoader(access, state);
        await new StartingRows(access, state, loader, logger).TakeUpAsync(cancellationToken).ConfigureAwait(false);
        await Replay.RunAsync(entries, state, loader, time, cancellationToken).ConfigureAwait(false);
        return new AzureDatabase(access, options, state, journal, loader, persons, time, logger);
    }

    private async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _projector.DisposeAsync().ConfigureAwait(false);
        await _learning.ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
        _metrics.Dispose();
        _stopping.Dispose();
    }
}
