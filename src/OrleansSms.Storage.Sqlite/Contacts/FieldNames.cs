using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Contacts;

/// <summary>The names of an account's fields. They are read with the rows whose records name them: a few microseconds, and never behind them.</summary>
internal static class FieldNames
{
    public static FieldTable Read(Connection connection, long account)
    {
        var names = new List<string>();
        using var rows = connection.Prepare("SELECT name FROM contact_fields WHERE account = ?1 ORDER BY number").Bind(1, account);
        while (rows.Step())
        {
            names.Add(rows.GetText(0));
        }

        return names.Count == 0 ? FieldTable.Empty : new FieldTable(names);
    }

    /// <summary>Gives numbers to the names that <paramref name="grown"/> has beyond <paramref name="table"/>.</summary>
    public static void Add(Connection connection, long account, FieldTable table, FieldTable grown)
    {
        for (var i = table.Names.Count; i < grown.Names.Count; i++)
        {
            connection.Prepare("INSERT INTO contact_fields (account, number, name) VALUES (?1, ?2, ?3)")
                .Bind(1, account).Bind(2, FieldTable.First + i).Bind(3, grown.Names[i]).Run();
        }
    }
}
