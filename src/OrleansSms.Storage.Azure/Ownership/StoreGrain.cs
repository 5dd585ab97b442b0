using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Messages;
using EventId = OrleansSms.Domain.Ids.EventId;

namespace OrleansSms.Storage.Azure.Ownership;

/// <inheritdoc/>
/// <remarks>
/// Calls interleave: the database takes them from many threads, and joins those that wait into one commit. Nothing of the grain changes meanwhile. What makes
/// it the only owner is the journal and not its activation: a second one takes the store from the first.
/// </remarks>
[Reentrant]
[KeepAlive]
[GrainType("sms.azure.store")]
internal sealed class StoreGrain(AzureStoreOptions options, TimeProvider time, ILogger<AzureDatabase> logger) : Grain, IStoreGrain
{
    /// <summary>Well below the time after which a call counts as unanswered.</summary>
    private static readonly TimeSpan EventWait = TimeSpan.FromSeconds(10);

    private AzureDatabase _database = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _database = await AzureDatabase.OpenAsync(options, time, logger, cancellationToken);
        _ = LeaveWhenLostAsync();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_database is { } database)
        {
            await database.DisposeAsync().AsTask().WaitAsync(cancellationToken);
        }
    }

    public Task<IReadOnlyList<CommitResult>> CommitManyAsync(IReadOnlyList<ChangeSet> sets, CommitLane lane) =>
        AskAsync(database => database.Messages.CommitManyAsync(sets, lane));

    public Task<BindClaim> ClaimBindAsync(BindKey bind) => AskAsync(database => database.Messages.ClaimBindAsync(bind));

    public Task<IReadOnlyList<MessageRecord>> ReadAsync(IReadOnlyList<MessageId> ids) => AskAsync(database => database.Messages.ReadAsync(ids));

    public Task<IReadOnlyList<TimelineEntry>?> ReadTimelineAsync(MessageId id) => AskAsync(database => database.Messages.ReadTimelineAsync(id));

    public Task<Page<MessageRecord>> ListAsync(MessageFilter filter) => AskAsync(database => database.Messages.ListAsync(filter));

    public Task<BatchProgress?> ReadBatchAsync(BatchId id) => AskAsync(database => database.Messages.ReadBatchAsync(id));

    public Task<IdempotencyRecord?> FindAnswerAsync(byte[] key) => AskAsync(database => database.Messages.FindAnswerAsync(key));

    public Task<IReadOnlyList<QueuedMessage>> ReadQueueAsync(BindKey bind, MessageCategory lane, MessageId? after, int limit) =>
        AskAsync(database => database.Messages.ReadQueueAsync(bind, lane, after, limit));

    public Task<IReadOnlyList<MessageRecord>> ReadDueAsync(long now, int limit) => AskAsync(database => database.Messages.ReadDueAsync(now, limit));

    public Task<IReadOnlyList<OpenReceipt>> FindReceiptsAsync(string carrier, IReadOnlyList<string> smscMessageIds) =>
        AskAsync(database => database.Messages.FindReceiptsAsync(carrier, smscMessageIds));

    public Task<IReadOnlyList<CountedMessage>> ReadCountedAsync(IReadOnlyList<Msisdn> recipients, string account, long since) =>
        AskAsync(database => database.Messages.ReadCountedAsync(recipients, account, since));

    public Task<Page<InboundMessage>> ListInboundAsync(string? account, MessageId? before, int limit) =>
        AskAsync(database => database.Messages.ListInboundAsync(account, before, limit));

    public Task<Page<InboundMessage>> ListInboundOfAsync(string account, Msisdn from, MessageId? before, int limit) =>
        AskAsync(database => database.Messages.ListInboundOfAsync(account, from, before, limit));

    public Task<IReadOnlyList<InboundPart>> ReadPartsAsync(string carrier) => AskAsync(database => database.Messages.ReadPartsAsync(carrier));

    public Task<IReadOnlyList<LoggedEvent>> ReadEventsAsync(string account, EventId? after, int limit) =>
        AskAsync(database => database.Events.ReadAsync(account, after, limit));

    public Task<IReadOnlyList<EventRecord>> ReadEventRecordsAsync(string account, EventId? after, int limit) =>
        AskAsync(database => database.Events.ReadRecordsAsync(account, after, limit));

    public Task<EventId?> LastEventAsync(string account) => AskAsync(database => database.Events.LastAsync(account));

    public Task WaitForEventAsync(string account, EventId? after) => AskAsync(async database =>
    {
        using var enough = new CancellationTokenSource(EventWait, time);
        try
        {
            await database.Events.WaitAsync(account, after, enough.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller asks again.
        }

        return true;
    });

    public Task<IReadOnlyDictionary<Msisdn, RecipientState>> ReadRecipientsAsync(IReadOnlyList<Msisdn> recipients) =>
        AskAsync(database => database.Recipients.ReadManyAsync(recipients));

    public Task WriteRecipientAsync(Msisdn recipient, RecipientState state) => AskAsync(async database =>
    {
        await database.Recipients.WriteAsync(recipient, state);
        return true;
    });

    public Task<int> EraseMessagesAsync(IReadOnlyList<MessageId> messages) => AskAsync(database => database.Erasures.EraseMessagesAsync(messages));

    public Task<int> EraseInboundAsync(IReadOnlyList<MessageId> messages) => AskAsync(database => database.Erasures.EraseInboundAsync(messages));

    public Task EraseTracesAsync(string account, Msisdn number) => AskAsync(async database =>
    {
        await database.Erasures.EraseTracesAsync(account, number);
        return true;
    });

    public Task<bool> ScourAsync() => AskAsync(database => database.Erasures.ScourAsync());

    public Task<Page<Msisdn>> ListNumbersAsync(string? cursor) => AskAsync(database => database.Erasures.ListNumbersAsync(cursor));

    public Task<string?> ProbeAsync() => AskAsync(database => database.Maintenance.ProbeAsync());

    public Task<bool> PruneAsync(long now, Retention retention) => AskAsync(database => database.Maintenance.PruneAsync(now, retention));

    private async Task<T> AskAsync<T>(Func<AzureDatabase, Task<T>> ask)
    {
        try
        {
            return await ask(_database);
        }
        catch (StoreUnavailableException) when (_database.Lost.IsCompleted)
        {
            throw new StoreMovedException();
        }
    }

    private async Task LeaveWhenLostAsync()
    {
        await _database.Lost;
        DeactivateOnIdle();
    }
}
