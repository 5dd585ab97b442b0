using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Azure.Documents;
using OrleansSms.Storage.Azure.Erasures;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Journal;
using OrleansSms.Storage.Azure.Persons;
using OrleansSms.Storage.Azure.Recipients;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.Webhooks;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Moving;
using EventId = OrleansSms.Domain.Ids.EventId;

namespace OrleansSms.Storage.Azure.Moving;

/// <inheritdoc cref="IStoreImport"/>
/// <remarks>Rows are written as an owner would have sealed them; the journal, without which nobody takes them for a store, begins last, behind the greatest position of an event.</remarks>
public sealed class AzureStoreImport : IStoreImport
{
    private readonly AzureStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly StorageAccess _access;
    private readonly MoveMark _mark;
    private readonly AudienceImport _audience;
    private readonly MessageImport _messages;
    private readonly AzureDocumentStore _documents;
    private readonly PersonIndex _persons;

    /// <param name="options">Where the store is to be.</param>
    /// <param name="time">The clock.</param>
    public AzureStoreImport(AzureStoreOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _access = new StorageAccess(options);
        _persons = new PersonIndex(_access, time);
        (_mark, _audience, _messages, _documents) = (new MoveMark(_access), new AudienceImport(_access), new MessageImport(_access, _persons), new AzureDocumentStore(_access));
        Target = new MoveTarget(new AzureWebhookStore(_access), new AzureAudience(options, time).ImportFiles, new AzureErasureLog(_access));
    }

    /// <summary>Ports that need no owner.</summary>
    public MoveTarget Target { get; }

    /// <inheritdoc/>
    public async Task<string?> BeginAsync(string fingerprint, CancellationToken cancellationToken = default)
    {
        await _access.CreateAsync(AzureDatabase.Tables, cancellationToken).ConfigureAwait(false);
        if (await _mark.TakeAsync(fingerprint, cancellationToken).ConfigureAwait(false) is { IsResumed: true, Place: var place })
        {
            return place;
        }

        if (!await new StoreCount(_access).IsEmptyAsync(AzureDatabase.Tables, cancellationToken).ConfigureAwait(false))
        {
            throw new MoveRefusedException("The storage account holds a store already.");
        }

        await _mark.BeginAsync(fingerprint, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <inheritdoc/>
    public Task SaveAsync(string place, CancellationToken cancellationToken = default) => _mark.SaveAsync(place, cancellationToken);

    /// <inheritdoc/>
    public async Task WriteAsync(IReadOnlyList<MovedDocument> documents, CancellationToken cancellationToken = default)
    {
        var rows = new List<TableEntity>(documents.Count);
        foreach (var moved in documents)
        {
            rows.Add(await _documents.RowAsync(moved.Kind, moved.Document, cancellationToken).ConfigureAwait(false));
        }

        await _access.Table(AzureDocumentStore.Table).InsertAsync(rows, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<MovedRecipient> recipients, CancellationToken cancellationToken = default) =>
        _access.Table(RecipientRows.Table).InsertAsync(recipients.Select(static moved => RecipientRows.Of(moved.Number, moved.State)), cancellationToken);

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<MovedMessage> messages, CancellationToken cancellationToken = default) => _messages.WriteAsync(messages, cancellationToken);

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<MovedReceipt> receipts, CancellationToken cancellationToken = default) => _messages.WriteAsync(receipts, cancellationToken);

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<BatchRecord> batches, CancellationToken cancellationToken = default) =>
        _access.Table(BatchRows.Table).InsertAsync(batches.Select(BatchRows.Of), cancellationToken);

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<InboundMessage> messages, CancellationToken cancellationToken = default) =>
        _messages.WriteAsync(messages, cancellationToken);

    /// <inheritdoc/>
    public async Task WriteAsync(IReadOnlyList<IdempotencyRecord> answers, CancellationToken cancellationToken = default)
    {
        var rows = new List<TableEntity>(answers.Count);
        foreach (var answer in answers)
        {
            var (row, octets) = AnswerRows.Of(answer);
            rows.Add(await row.WithAsync(octets, _access.Container, AnswerRows.Table, cancellationToken).ConfigureAwait(false));
        }

        await _access.Table(AnswerRows.Table).InsertAsync(rows, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task WriteAsync(string account, IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken = default) =>
        _messages.WriteAsync(account, events, cancellationToken);

    /// <inheritdoc/>
    public Task WriteContactsAsync(
        string account, FieldTable fields, IAsyncEnumerable<Contact> byNumber, IAsyncEnumerable<Contact> newestFirst, CancellationToken cancellationToken = default) =>
        _audience.WriteContactsAsync(account, fields, byNumber, newestFirst, cancellationToken);

    /// <inheritdoc/>
    public Task WriteEngagementAsync(string account, IAsyncEnumerable<MovedEngagement> byNumber, EventId? cursor, CancellationToken cancellationToken = default) =>
        _audience.WriteEngagementAsync(account, byNumber, cursor, cancellationToken);

    /// <inheritdoc/>
    public Task WriteSnapshotAsync(string account, string snapshot, IAsyncEnumerable<IReadOnlyList<Msisdn>> pages, CancellationToken cancellationToken = default) =>
        _audience.WriteSnapshotAsync(account, snapshot, pages, cancellationToken);

    /// <inheritdoc/>
    public Task WriteAsync(string account, ImportCheckpoint checkpoint, CancellationToken cancellationToken = default) =>
        _audience.WriteAsync(account, checkpoint, cancellationToken);

    /// <inheritdoc/>
    public async Task FinishAsync(StoreHead head, CancellationToken cancellationToken = default)
    {
        // The first owner has kept the index by person, as the next one finds out.
        var owner = Guid.NewGuid();
        await _persons.AnnounceAsync(owner, cancellationToken).ConfigureAwait(false);
        await JournalLog.BeginAsync(
            _access.Container,
            new JournalEntry
            {
                Position = Math.Max(head.EventPosition, MessageImport.Position) + 1,
                UnixMs = Math.Max(head.EventUnixMs, _time.GetUtcNow().ToUnixTimeMilliseconds()),
                Owner = owner,
                Carried = new Carried { Epochs = head.Epochs, Parts = head.Parts, Greatest = head.GreatestKey },
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<MovedKind, long>> CountAsync(CancellationToken cancellationToken = default) => new StoreCount(_access).ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public Task CompleteAsync(CancellationToken cancellationToken = default) => _mark.EndAsync(cancellationToken);

    /// <summary>Opens what was moved, to compare it, while nobody else may.</summary>
    public Task<AzureDatabase> OpenAsync(ILogger logger, CancellationToken cancellationToken = default) =>
        AzureDatabase.OpenMovedAsync(_options, _time, logger, cancellationToken);
}
