using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Domain.Segments.Compiled;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Contacts;

/// <summary>Reads an account's contacts.</summary>
internal sealed class ContactReader(Connection connection, long account)
{
    private const string ByNumber = $"SELECT {ContactRow.Columns} FROM contacts WHERE account = ?1 AND number = ?2";

    private const string ById = $"SELECT {ContactRow.Columns} FROM contacts WHERE account = ?1 AND key = ?2";

    private const string Backwards = $"""
        SELECT {ContactRow.Columns} FROM contacts INDEXED BY contacts_id WHERE account = ?1 AND key < ?2 ORDER BY key DESC
        """;

    public Contact? Find(ContactId id)
    {
        using var row = connection.Prepare(ById).Bind(1, account).Bind(2, id.Key);
        return row.Step() && ContactRow.IdOf(row) == id ? ContactRow.Read(row, FieldNames.Read(connection, account)) : null;
    }

    public List<Contact> Read(IReadOnlyList<Msisdn> numbers)
    {
        var contacts = new List<Contact>(numbers.Count);
        var table = FieldNames.Read(connection, account);
        foreach (var number in numbers)
        {
            using var row = connection.Prepare(ByNumber).Bind(1, account).Bind(2, number.Digits);
            if (row.Step())
            {
                contacts.Add(ContactRow.Read(row, table));
            }
        }

        return contacts;
    }

    /// <summary>A page of those that match, newest first, after a look at no more than so many rows.</summary>
    public Page<Contact> List(Filter filter, long now, ContactId? before, int limit, int rowsPerPage)
    {
        var table = FieldNames.Read(connection, account);
        var compiled = CompiledFilter.Compile(filter, table, now);
        var scan = new FilterScan(compiled);
        var found = new List<Contact>();
        var looked = 0;
        var last = default(ContactId);
        using var rows = connection.Prepare(Backwards).Bind(1, account).Bind(2, before?.Key ?? long.MaxValue);
        while (rows.Step())
        {
            if (found.Count == limit || looked++ == rowsPerPage)
            {
                return new Page<Contact>(found, last.ToString());
            }

            last = ContactRow.IdOf(rows);
            var number = rows.GetInt64(ContactRow.Number);
            var engagement = compiled.NeedsEngagement ? EngagementTable.Read(connection, account, number) : default;
            if (scan.Matches(number, rows.GetBytes(ContactRow.Record), engagement))
            {
                found.Add(ContactRow.Read(rows, table));
            }
        }

        return new Page<Contact>(found, null);
    }
}
