using System.Collections.Concurrent;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Contacts;

namespace OrleansSms.Storage.Azure.Contacts;

/// <inheritdoc/>
/// <remarks>
/// Straight to the table. Whoever adds names the head that was read with the cursor, so that of two silos which both believe that they count an account's events one is
/// refused, and reads the cursor anew.
/// </remarks>
internal sealed class AzureEngagementStore(EngagementRows rows) : IEngagementStore
{
    /// <summary>
    /// Additions that wait to be laid into blocks, and are laid at a time. Fewer cost more requests to write; each is a row that every reader reads. Those of a few hundred
    /// numbers each make no more pieces of one block than a transaction takes.
    /// </summary>
    private const int MaxAdditions = 32;

    private readonly ConcurrentDictionary<string, EngagementHead> _heads = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<Msisdn, Engagement>> ReadAsync(
        string account, IReadOnlyList<Msisdn> numbers, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync<IReadOnlyDictionary<Msisdn, Engagement>>(async () =>
        {
            var view = await rows.ViewAsync(account, cancellationToken).ConfigureAwait(false);
            var found = await view.FindAsync([.. numbers.Select(static number => number.Digits)], cancellationToken).ConfigureAwait(false);
            return found.ToDictionary(static pair => new Msisdn(pair.Key), static pair => pair.Value);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task AddAsync(string account, IReadOnlyDictionary<Msisdn, Engagement> happened, EventId cursor, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(async () =>
        {
            var head = _heads.GetValueOrDefault(account) ?? await ReadHeadAsync(account, cancellationToken).ConfigureAwait(false);
            var added = head.Added + (happened.Count > 0 ? 1 : 0);
            await MoveAsync(account, head, head with { Cursor = cursor, Added = added }, happened, cancellationToken).ConfigureAwait(false);
            if (added - head.Laid >= MaxAdditions)
            {
                await LayAsync(account, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<EventId?> ReadCursorAsync(string account, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        var head = await ReadHeadAsync(account, cancellationToken).ConfigureAwait(false);
        return head.Version is null ? default(EventId?) : head.Cursor;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task ForgetAsync(string account, Msisdn number, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        var transaction = rows.Begin();
        await rows.ForgetAsync(transaction, account, number.Digits, cancellationToken).ConfigureAwait(false);
        if (!await transaction.TryCommitAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new StoreUnavailableException("Another silo counts the events of this account.");
        }

        return true;
    }, cancellationToken);

    private async Task<EngagementHead> ReadHeadAsync(string account, CancellationToken cancellationToken) => _heads[account] =
        await rows.ReadHeadAsync(account, cancellationToken).ConfigureAwait(false) ?? new EngagementHead(default, 0, 0, null);

    /// <summary>Puts a head in place of the one that was read, with an addition if there is something to add.</summary>
    private async Task MoveAsync(
        string account, EngagementHead from, EngagementHead to, IReadOnlyDictionary<Msisdn, Engagement> happened, CancellationToken cancellationToken)
    {
        var transaction = rows.Begin();
        transaction.Put(EngagementRows.RowOf(account, to), from.Version);
        if (happened.Count > 0)
        {
            transaction.Put(EngagementRows.RowOf(account, to.Added, happened), null);
        }

        // Until it is known how this one ends, nothing is known of the head.
        _heads.TryRemove(account, out _);
        if (!await transaction.TryCommitAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new StoreUnavailableException("Another silo counts the events of this account.");
        }

        await ReadHeadAsync(account, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lays additions into blocks. Each block says which it holds, so that it may break off anywhere and is simply done again.</summary>
    private async Task LayAsync(string account, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(account, cancellationToken).ConfigureAwait(false);
        var laid = Math.Min(head.Added, head.Laid + MaxAdditions);
        var view = await rows.ViewAsync(account, cancellationToken, laid).ConfigureAwait(false);
        if (await new EngagementLayer(rows, view, EngagementRows.Partition(account), laid).RunAsync(cancellationToken).ConfigureAwait(false))
        {
            await MoveAsync(account, head, head with { Laid = laid }, new Dictionary<Msisdn, Engagement>(), cancellationToken).ConfigureAwait(false);
            await rows.Rows.RemoveAsync(view.Additions.Select(addition => EngagementRows.KeyOf(account, addition)), cancellationToken).ConfigureAwait(false);
        }
    }
}
