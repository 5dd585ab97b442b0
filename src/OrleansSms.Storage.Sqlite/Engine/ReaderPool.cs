using System.Collections.Concurrent;

namespace OrleansSms.Storage.Sqlite.Engine;

/// <summary>A bounded number of read-only connections. In WAL mode they neither wait for the writer nor hold it up.</summary>
internal sealed class ReaderPool(Func<Connection> open, int size) : IDisposable
{
    private readonly ConcurrentBag<Connection> _idle = [];
    private readonly SemaphoreSlim _free = new(size);

    /// <summary>Reads on a thread of the pool: for what may take more than a few microseconds.</summary>
    public Task<T> ReadAsync<T>(Func<Connection, T> read, CancellationToken cancellationToken) =>
        Task.Run(() => ReadHereAsync(read, cancellationToken).AsTask(), cancellationToken);

    /// <summary>Reads on the caller's thread once a connection is free: for a single row.</summary>
    public async ValueTask<T> ReadHereAsync<T>(Func<Connection, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        Connection? connection = null;
        try
        {
            if (!_idle.TryTake(out connection))
            {
                connection = open();
            }

            return read(connection);
        }
        catch (EngineException error) when (error.IsUnavailable)
        {
            throw error.ToUnavailable();
        }
        finally
        {
            if (connection is not null)
            {
                _idle.Add(connection);
            }

            _free.Release();
        }
    }

    public void Dispose()
    {
        foreach (var connection in _idle)
        {
            connection.Dispose();
        }

        _free.Dispose();
    }
}
