using Azure.Data.Tables;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Commits;
using OrleansSms.Storage.Azure.Journal;
using OrleansSms.Storage.Azure.Loading;
using OrleansSms.Storage.Azure.Reading;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.Sealing;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Storage.Azure.Erasures;

/// <inheritdoc/>
/// <remarks>At the store's owner. An erasure is an entry of the journal: whoever reads the journal does it again behind what it says of the person before.</remarks>
internal sealed class AzureErasureStore(
    StorageAccess access, StoreState state, JournalLog journal, Committer committer, Projector projector, MessageLoader loader, InboundReads inbound) : IErasureStore
{
    private readonly TableClient _counted = access.Table(CountedRows.Table);
    private readonly NumberWalk _walk = new(access);

    /// <inheritdoc/>
    public async Task<int> EraseMessagesAsync(IReadOnlyList<MessageId> messages, CancellationToken cancellationToken = default)
    {
        using var pins = await Refusal.GuardAsync(() => loader.PinAsync(messages, cancellationToken), cancellationToken).ConfigureAwait(false);
        return await committer.CommitAsync(CommitLane.Bulk, messages.Count, stage => stage.Erase(new Erasure { Messages = messages })).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<int> EraseInboundAsync(IReadOnlyList<MessageId> messages, CancellationToken cancellationToken = default)
    {
        var erased = new List<InboundMessage>();
        foreach (var id in messages)
        {
            var found = await Refusal.GuardAsync(() => inbound.FindAsync(id, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (found is not null && ErasureRules.Erase(found) is var left && left != found)
            {
                erased.Add(left);
            }
        }

        return await committer.CommitAsync(CommitLane.Bulk, erased.Count, stage => stage.Erase(new Erasure { Inbound = erased })).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task EraseTracesAsync(string account, Msisdn number, CancellationToken cancellationToken = default)
    {
        await ForgetPartsAsync(number).ConfigureAwait(false);

        // What was counted before it was erased stands in its row by then.
        await projector.FlushAsync(cancellationToken).ConfigureAwait(false);
        await Refusal.GuardAsync(
            async () =>
            {
                var rows = new List<TableEntity>();
                var key = CountedRows.KeyOf(number, account);
                await foreach (var row in _counted.RangeAsync(CountedRows.Partition(number), key, key + "~", cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(row);
                }

                await _counted.RemoveAsync(rows, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<bool> ScourAsync(CancellationToken cancellationToken = default)
    {
        var last = journal.NewestSegment;
        await committer.RollNowAsync().ConfigureAwait(false);
        await Refusal.GuardAsync(
            async () =>
            {
                await projector.FlushAsync(cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return journal.OldestSegment > last;
    }

    /// <inheritdoc/>
    public async Task<Page<Msisdn>> ListNumbersAsync(string? cursor, CancellationToken cancellationToken = default)
    {
        if (cursor is null)
        {
            await projector.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        var page = await Refusal.GuardAsync(() => _walk.ReadAsync(cursor, cancellationToken), cancellationToken).ConfigureAwait(false);
        return cursor is null ? page with { Items = [.. page.Items.Union(SendersOfParts())] } : page;
    }

    /// <summary>Parts that wait for the others stand in memory and in the journal alone.</summary>
    private List<Msisdn> SendersOfParts() =>
        [.. Parts().Select(static part => ErasureRules.NumberOf(part.From)).Where(static sender => !sender.IsNone)];

    private Task<CommitResult> ForgetPartsAsync(Msisdn number)
    {
        MessageId[] parts = [.. Parts().Where(part => ErasureRules.NumberOf(part.From) == number).Select(static part => part.Id)];
        return committer.CommitAsync(CommitLane.Bulk, parts.Length, stage => parts.Length == 0 ? new CommitResult(CommitOutcome.Written, []) : stage.Apply(new ChangeSet { DoneParts = parts }));
    }

    private InboundPart[] Parts()
    {
        lock (state.Gate)
        {
            return [.. state.Parts.Values];
        }
    }
}
