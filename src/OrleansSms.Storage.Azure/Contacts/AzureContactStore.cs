using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Blocks;
using OrleansSms.Storage.Contacts;

namespace OrleansSms.Storage.Azure.Contacts;

/// <inheritdoc/>
/// <remarks>Straight to the table from any silo. Who writes says which version of each row it has read, so that nobody has to own an account's contacts.</remarks>
internal sealed class AzureContactStore(StorageAccess access, EngagementRows engagement, AzureStoreOptions options, TimeProvider time) : IContactStore
{
    private readonly ContactRows _rows = new(access);
    private readonly AccountTurns _turns = new(time);

    /// <inheritdoc/>
    public Task<FieldTable> ReadFieldsAsync(string account, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(async () => (await _rows.ReadFieldsAsync(account, cancellationToken).ConfigureAwait(false)).Table, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContactOutcome>> WriteAsync(
        string account, IReadOnlyList<ContactChange> changes, ImportCheckpoint? checkpoint = null, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync<IReadOnlyList<ContactOutcome>>(async () =>
        {
            var outcomes = new List<ContactOutcome>(changes.Count);
            while (outcomes.Count < changes.Count)
            {
                var written = await _turns.RunAsync(
                    account,
                    () => new ContactWriter(_rows, account).TryWriteAsync(changes, outcomes.Count, checkpoint, cancellationToken),
                    cancellationToken).ConfigureAwait(false);
                outcomes.AddRange(written);
                checkpoint = checkpoint?.With(written);
            }

            return outcomes;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Contact>> ReadAsync(string account, IReadOnlyList<Msisdn> numbers, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync<IReadOnlyList<Contact>>(async () =>
        {
            var blocks = await _rows.Contacts.FindAsync(ContactRows.Partition(account), numbers.Select(static number => number.Digits), cancellationToken).ConfigureAwait(false);
            var table = await FieldsOfAsync(account, blocks, cancellationToken).ConfigureAwait(false);
            return [.. numbers.Select(number => Find(blocks, number.Digits, table)).OfType<Contact>()];
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<Contact?> FindAsync(string account, ContactId id, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        var ids = await _rows.Ids.LookAsync(ContactRows.Partition(account), IdItem.Key(id), cancellationToken).ConfigureAwait(false);
        foreach (var item in ids.Take(1).SelectMany(block => block.All(IdItem.Key(id))).Where(item => IdItem.IdOf(item) == id))
        {
            // A number may have been given to another contact since.
            return await ReadAsync(account, [IdItem.NumberOf(item)], cancellationToken).ConfigureAwait(false) is [var contact] && contact.Id == id ? contact : null;
        }

        return null;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string account, ContactId id, CancellationToken cancellationToken = default) => Refusal.GuardAsync(
        () => _turns.RunAsync(account, () => new ContactWriter(_rows, account).TryDeleteAsync(id, cancellationToken), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<Contact>> ListAsync(
        string account, Filter filter, long now, ContactId? before, int limit, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(
            () => new ContactList(_rows, engagement, account, options.RowsPerPage).ReadAsync(filter, now, before, limit, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountAsync(string account, Filter filter, long now, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(() => new ContactScan(_rows, engagement, account).CountAsync(filter, now, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ImportCheckpoint?> ReadCheckpointAsync(string account, string import, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(async () => (await _rows.ReadCheckpointAsync(account, import, cancellationToken).ConfigureAwait(false)).Checkpoint, cancellationToken);

    /// <summary>Names are read behind the blocks whose records name them, so that none is missing.</summary>
    private async Task<FieldTable> FieldsOfAsync(string account, List<Block> blocks, CancellationToken cancellationToken) =>
        blocks.Count == 0 ? FieldTable.Empty : (await _rows.ReadFieldsAsync(account, cancellationToken).ConfigureAwait(false)).Table;

    private static Contact? Find(List<Block> blocks, long number, FieldTable table) =>
        blocks.Find(block => block.Covers(number))?.Find(number) is { } value ? ContactItem.Read(number, value, table) : null;
}
