using System.Text;
using SQLitePCL;

namespace OrleansSms.Server.Tests.Security;

/// <summary>What stands in the database of a gateway that does not run.</summary>
internal sealed class StoredSecrets : IDisposable
{
    private readonly sqlite3 _database;

    public StoredSecrets(GatewayProcess gateway)
    {
        Batteries_V2.Init();
        var file = Path.Combine(gateway.DataDirectory, "orleanssms.db");
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(file, out _database, raw.SQLITE_OPEN_READWRITE, null));
    }

    /// <summary>A document's JSON as it is kept.</summary>
    public string Read(string kind, string id)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(_database, "SELECT json FROM documents WHERE kind = ?1 AND id = ?2", out var row));
        using (row)
        {
            raw.sqlite3_bind_text(row, 1, kind);
            raw.sqlite3_bind_text(row, 2, id);
            Assert.Equal(raw.SQLITE_ROW, raw.sqlite3_step(row));
            return Encoding.UTF8.GetString(raw.sqlite3_column_blob(row, 0));
        }
    }

    /// <summary>Puts a document's JSON in the place of what is kept.</summary>
    public void Write(string kind, string id, string json)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(_database, "UPDATE documents SET json = ?3 WHERE kind = ?1 AND id = ?2", out var row));
        using (row)
        {
            raw.sqlite3_bind_text(row, 1, kind);
            raw.sqlite3_bind_text(row, 2, id);
            raw.sqlite3_bind_text(row, 3, json);
            Assert.Equal(raw.SQLITE_DONE, raw.sqlite3_step(row));
        }

        Assert.Equal(1, raw.sqlite3_changes(_database));
    }

    public void Dispose() => _database.Dispose();
}
