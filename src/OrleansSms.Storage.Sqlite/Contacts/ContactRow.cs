using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Contacts;

/// <summary>A contact in the order of <see cref="Columns"/>.</summary>
internal static class ContactRow
{
    public const string Columns = "number, key, tail, record";

    public const int Number = 0;
    public const int Record = 3;

    public static Contact Read(Statement row, FieldTable table) =>
        ContactRecord.Read(IdOf(row), new Msisdn(row.GetInt64(Number)), row.GetBytes(Record), table);

    public static ContactId IdOf(Statement row) => new(new SortableId((ulong)row.GetInt64(1), (ulong)row.GetInt64(2)));
}
