using System.Collections.Concurrent;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Schema;

/// <summary>
/// Accounts and binds as small numbers: a row names each of them in a byte or two, and an index entry stays short. All of them are in memory.
/// The writer adds names; readers look them up at any time.
/// </summary>
internal sealed class NameTable
{
    private readonly ConcurrentDictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, string> _names = new();
    private readonly List<string> _uncommitted = [];
    private int _last;

    public static NameTable Load(Connection connection)
    {
        var table = new NameTable();
        using var rows = connection.Prepare("SELECT id, name FROM names ORDER BY id");
        while (rows.Step())
        {
            table._last = rows.GetInt32(0);
            table._ids[rows.GetText(1)] = table._last;
            table._names[table._last] = rows.GetText(1);
        }

        return table;
    }

    /// <summary>The name of a number that stands in a row.</summary>
    public string NameOf(int id) => _names[id];

    /// <summary>Reads a bind's name.</summary>
    public BindKey? BindOf(int id) => id != 0 && BindKey.TryParse(NameOf(id), out var bind) ? bind : null;

    /// <summary>The number of a name; null when no row can have it.</summary>
    public int? Find(string name) => _ids.TryGetValue(name, out var id) ? id : null;

    public int? Find(BindKey bind) => Find(bind.ToString());

    /// <summary>The number of a name, given to it now if it is new. Writer only.</summary>
    public int Intern(Connection connection, string name)
    {
        if (_ids.TryGetValue(name, out var id))
        {
            return id;
        }

        // A number is never given twice, even if this transaction fails: a reader may have seen it.
        id = ++_last;
        connection.Prepare("INSERT INTO names (id, name) VALUES (?1, ?2)").Bind(1, id).Bind(2, name).Run();
        _names[id] = name;
        _ids[name] = id;
        _uncommitted.Add(name);
        return id;
    }

    public void Committed() => _uncommitted.Clear();

    public void RolledBack()
    {
        _uncommitted.ForEach(name => _ids.TryRemove(name, out _));
        _uncommitted.Clear();
    }
}
