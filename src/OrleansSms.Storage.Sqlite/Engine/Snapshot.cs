namespace OrleansSms.Storage.Sqlite.Engine;

/// <summary>Makes several statements of a reader see the same state of the database.</summary>
internal readonly ref struct Snapshot : IDisposable
{
    private readonly Connection _connection;

    public Snapshot(Connection connection)
    {
        _connection = connection;
        connection.Prepare("BEGIN").Run();
    }

    public void Dispose() => _connection.Prepare("COMMIT").Run();
}
