using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Azure.Blocks;
using OrleansSms.Storage.Contacts;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>
/// One transaction of changes to an account's contacts: as many of them, from the first on, as one takes. It is begun anew when somebody else was faster.
/// </summary>
internal sealed class ContactWriter(ContactRows rows, string account)
{
    /// <summary>Blocks of contacts in one transaction, which takes a hundred rows: room for those that are split, and for the rows beside them.</summary>
    private const int MaxBlocks = 40;

    /// <summary>Octets of a transaction, which takes 4 MiB when they have grown by a third on their way.</summary>
    private const int MaxBytes = 2 << 20;

    private readonly BlockEdits _contacts = new(rows.Contacts, ContactRows.Partition(account), ContactRows.BlockOfContacts);
    private readonly BlockEdits _ids = new(rows.Ids, ContactRows.Partition(account), ContactRows.BlockOfIds);
    private NamedFields _fields = new(FieldTable.Empty, null);
    private FieldTable _table = FieldTable.Empty;

    /// <summary>What became of the changes that were written; null when somebody else was faster.</summary>
    public async Task<List<ContactOutcome>?> TryWriteAsync(
        IReadOnlyList<ContactChange> changes, int first, ImportCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        _fields = await rows.ReadFieldsAsync(account, cancellationToken).ConfigureAwait(false);
        _table = _fields.Table;
        var outcomes = new List<ContactOutcome>();
        while (first + outcomes.Count < changes.Count && _contacts.Changed < MaxBlocks && _contacts.ChangedBytes < MaxBytes)
        {
            outcomes.Add(await ApplyAsync(changes[first + outcomes.Count], cancellationToken).ConfigureAwait(false));
        }

        var transaction = rows.Begin();
        await PutAsync(transaction, cancellationToken).ConfigureAwait(false);
        if (checkpoint is not null)
        {
            var isLast = first + outcomes.Count == changes.Count;
            var saved = await rows.ReadCheckpointAsync(account, checkpoint.Import, cancellationToken).ConfigureAwait(false);
            transaction.Put(
                ContactRows.RowOf(account, checkpoint.With(outcomes) with { Last = isLast ? checkpoint.Last : changes[first + outcomes.Count - 1].Number }), saved.Version);
        }

        return await transaction.TryCommitAsync(cancellationToken).ConfigureAwait(false) ? outcomes : null;
    }

    /// <summary>Removes a contact: false when there is none, null when somebody else was faster.</summary>
    public async Task<bool?> TryDeleteAsync(ContactId id, CancellationToken cancellationToken)
    {
        var ids = await _ids.OfAsync(IdItem.Key(id), cancellationToken).ConfigureAwait(false);
        if (ids.All(IdItem.Key(id)).Where(item => IdItem.IdOf(item) == id).Select(static item => (long?)IdItem.NumberOf(item).Digits).FirstOrDefault() is not { } number)
        {
            return false;
        }

        var contacts = await _contacts.OfAsync(number, cancellationToken).ConfigureAwait(false);
        contacts.Remove(number, static _ => true);
        ids.Remove(IdItem.Key(id), item => IdItem.IdOf(item) == id);
        _contacts.Change(contacts);
        _ids.Change(ids);
        var transaction = rows.Begin();
        await PutAsync(transaction, cancellationToken).ConfigureAwait(false);
        return await transaction.TryCommitAsync(cancellationToken).ConfigureAwait(false) ? true : null;
    }

    private async ValueTask<ContactOutcome> ApplyAsync(ContactChange change, CancellationToken cancellationToken)
    {
        var block = await _contacts.OfAsync(change.Number.Digits, cancellationToken).ConfigureAwait(false);
        if (block.Mark > _table.Names.Count)
        {
            // Its records name fields that have come since: what was read before it is read anew.
            throw new BlocksMovedException();
        }

        var value = block.Find(change.Number.Digits);
        var current = value is { } there ? ContactItem.Read(change.Number.Digits, there, _table) : null;
        if (change.ApplyTo(current) is not { } contact)
        {
            // An earlier try has been there, and its answer was lost.
            return current is null ? ContactOutcome.NotFound : current.Id == change.NewId ? ContactOutcome.Created : ContactOutcome.Exists;
        }

        var grown = _table.With(contact.Fields.Keys);
        if (contact.Fields.Count > ContactLimits.MaxFields || grown.Names.Count > ContactLimits.MaxAccountFields)
        {
            return ContactOutcome.TooManyFields;
        }

        _table = grown;
        block.Put(ContactItem.Of(contact, grown));
        block.Mark = grown.Names.Count;
        _contacts.Change(block);
        if (current is not null)
        {
            return ContactOutcome.Updated;
        }

        var ids = await _ids.OfAsync(IdItem.Key(contact.Id), cancellationToken).ConfigureAwait(false);
        ids.Add(IdItem.Of(contact.Id, contact.Number));
        _ids.Change(ids);
        return ContactOutcome.Created;
    }

    private async Task PutAsync(BlockTransaction transaction, CancellationToken cancellationToken)
    {
        await _contacts.PutAsync(transaction, cancellationToken).ConfigureAwait(false);
        await _ids.PutAsync(transaction, cancellationToken).ConfigureAwait(false);
        if (_table.Names.Count > _fields.Table.Names.Count)
        {
            transaction.Put(ContactRows.RowOf(account, _table), _fields.Version);
        }
    }
}
