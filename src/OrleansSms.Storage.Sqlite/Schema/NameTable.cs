using System.Collections.Concurrent;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Schema;

/// <summary>
/// Accounts, carriers and binds as small numbers, and texts that the evidence of many decisions shares: a row names each of them in a byte or two. All of them are in memory. The writer adds names; others
/// find a name only once it is durable, so that they may write its number into what they prepare.
/// </summary>
internal sealed class NameTable
{
    /// <summary>Names beyond which texts get no numbers any more: they change with hours, files and policies, and all are in memory.</summary>
    private const int MaxWithTexts = 20_000;

    private readonly ConcurrentDictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<BindKey, int> _bindIds = new();
    private readonly ConcurrentDictionary<int, Name> _names = new();
    private readonly Dictionary<string, int> _uncommitted = new(StringComparer.Ordinal);
    private int _last;

    public static NameTable Load(Connection connection)
    {
        var table = new NameTable();
        using var rows = connection.Prepare("SELECT id, name FROM names ORDER BY id");
        while (rows.Step())
        {
            table._last = rows.GetInt32(0);
            table._names[table._last] = new Name(rows.GetText(1));
            table.Publish(rows.GetText(1), table._last);
        }

        return table;
    }

    /// <summary>Whether there is no room for more texts.</summary>
    public bool IsFull => Volatile.Read(ref _last) >= MaxWithTexts;

    /// <summary>The name of a number that stands in a row.</summary>
    public string NameOf(int id) => _names[id].Text;

    /// <summary>Reads a bind's name; 0 stands for none.</summary>
    public BindKey? BindOf(int id) => id == 0 ? null : _names[id].Bind;

    /// <summary>The number of a name; null when nothing durable can have it.</summary>
    public int? Find(string name) => _ids.TryGetValue(name, out var id) ? id : null;

    public int? Find(BindKey bind) => _bindIds.TryGetValue(bind, out var id) ? id : null;

    /// <summary>The number of a name, given to it now if it is new. Writer only.</summary>
    public int Intern(Connection connection, string name)
    {
        if (_ids.TryGetValue(name, out var id) || _uncommitted.TryGetValue(name, out id))
        {
            return id;
        }

        // A number is never given twice, even if this transaction fails.
        id = ++_last;
        connection.Prepare("INSERT INTO names (id, name) VALUES (?1, ?2)").Bind(1, id).Bind(2, name).Run();
        _names[id] = new Name(name);
        _uncommitted.Add(name, id);
        return id;
    }

    public int Intern(Connection connection, BindKey bind) => Find(bind) ?? Intern(connection, bind.ToString());

    public void Committed()
    {
        foreach (var (name, id) in _uncommitted)
        {
            Publish(name, id);
        }

        _uncommitted.Clear();
    }

    public void RolledBack() => _uncommitted.Clear();

    private void Publish(string name, int id)
    {
        _ids[name] = id;
        if (_names[id].Bind is { } bind)
        {
            _bindIds[bind] = id;
        }
    }

    private sealed class Name(string text)
    {
        public string Text => text;

        public BindKey? Bind { get; } = BindKey.TryParse(text, out var bind) ? bind : null;
    }
}
