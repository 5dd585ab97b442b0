using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>How often each bind has been claimed: only the last claimer may send. Writer only.</summary>
internal sealed class BindEpochs
{
    private readonly Connection _connection;
    private readonly Dictionary<int, long> _epochs = [];
    private bool _isStaged;

    public BindEpochs(Connection connection)
    {
        _connection = connection;
        Load();
    }

    /// <summary>Whether the claim of that epoch is the bind's last.</summary>
    public bool IsLast(int bind, long epoch) => _epochs.TryGetValue(bind, out var last) && last == epoch;

    /// <summary>Raises a bind's epoch.</summary>
    public long Raise(int bind)
    {
        var epoch = _epochs.GetValueOrDefault(bind) + 1;
        _connection.Prepare("INSERT OR REPLACE INTO binds (bind, epoch) VALUES (?1, ?2)").Bind(1, bind).Bind(2, epoch).Run();
        _epochs[bind] = epoch;
        _isStaged = true;
        return epoch;
    }

    public void Committed() => _isStaged = false;

    /// <summary>To be called once the transaction is over.</summary>
    public void RolledBack()
    {
        if (_isStaged)
        {
            _isStaged = false;
            _epochs.Clear();
            Load();
        }
    }

    private void Load()
    {
        using var rows = _connection.Prepare("SELECT bind, epoch FROM binds");
        while (rows.Step())
        {
            _epochs[rows.GetInt32(0)] = rows.GetInt64(1);
        }
    }
}
