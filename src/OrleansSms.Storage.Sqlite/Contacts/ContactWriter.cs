using System.Buffers;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Contacts;

/// <summary>Applies changes to contacts within a transaction.</summary>
internal sealed class ContactWriter(Connection connection, long account)
{
    private const string Find = $"SELECT {ContactRow.Columns} FROM contacts WHERE account = ?5 AND number = ?1";

    private const string Put = """
        INSERT INTO contacts (account, number, key, tail, record) VALUES (?5, ?1, ?2, ?3, ?4)
        ON CONFLICT (account, number) DO UPDATE SET record = excluded.record
        """;

    private const string PutCheckpoint = """
        INSERT INTO import_progress (import, last, created, updated, skipped) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET last = excluded.last, created = excluded.created, updated = excluded.updated, skipped = excluded.skipped
        """;

    private readonly ArrayBufferWriter<byte> _record = new();
    private FieldTable _table = FieldNames.Read(connection, account);

    public ContactOutcome[] Write(IReadOnlyList<ContactChange> changes)
    {
        var outcomes = new ContactOutcome[changes.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = Write(changes[i]);
        }

        return outcomes;
    }

    /// <summary>Notes how far an import has come.</summary>
    public static void Write(Connection connection, ImportCheckpoint checkpoint) =>
        connection.Prepare(PutCheckpoint).Bind(1, checkpoint.Import).Bind(2, checkpoint.Last.Digits)
            .Bind(3, checkpoint.Created).Bind(4, checkpoint.Updated).Bind(5, checkpoint.Skipped).Run();

    private ContactOutcome Write(in ContactChange change)
    {
        var current = Read(change.Number);
        if (change.ApplyTo(current) is not { } contact)
        {
            return current is null ? ContactOutcome.NotFound : ContactOutcome.Exists;
        }

        var grown = _table.With(contact.Fields.Keys);
        if (contact.Fields.Count > ContactLimits.MaxFields || grown.Names.Count > ContactLimits.MaxAccountFields)
        {
            return ContactOutcome.TooManyFields;
        }

        FieldNames.Add(connection, account, _table, grown);
        _table = grown;
        _record.ResetWrittenCount();
        ContactRecord.Write(contact, grown, _record);
        connection.Prepare(Put).Bind(1, contact.Number.Digits).Bind(2, contact.Id.Key).Bind(3, (long)contact.Id.Value.Low)
            .Bind(4, _record.WrittenSpan).Bind(5, account).Run();
        return current is null ? ContactOutcome.Created : ContactOutcome.Updated;
    }

    private Contact? Read(Msisdn number)
    {
        using var row = connection.Prepare(Find).Bind(1, number.Digits).Bind(5, account);
        return row.Step() ? ContactRow.Read(row, _table) : null;
    }
}
