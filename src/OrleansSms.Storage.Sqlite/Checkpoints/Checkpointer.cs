using Microsoft.Extensions.Logging;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Checkpoints;

/// <summary>Moves pages from the write-ahead log into the database by <see cref="CheckpointPlan"/>: most of them on a thread of its own, while the writer goes on.</summary>
internal sealed partial class Checkpointer : IDisposable
{
    private readonly Func<Connection> _open;
    private readonly Connection _writer;
    private readonly WalPages _pages;
    private readonly CheckpointPlan _plan;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly SemaphoreSlim _begin = new(0);
    private volatile bool _closed;
    private volatile bool _passing;

    /// <param name="open">Opens a connection for the thread.</param>
    /// <param name="writer">The writer's connection.</param>
    /// <param name="bound">Pages in the log at which they are moved.</param>
    public Checkpointer(Func<Connection> open, Connection writer, int bound, ILogger logger)
    {
        (_open, _writer, _logger) = (open, writer, logger);
        _plan = new CheckpointPlan(bound);
        _pages = new WalPages(writer);
        _thread = new Thread(Loop) { Name = "sqlite-checkpoint", IsBackground = true };
        _thread.Start();
    }

    /// <summary>To be called by the writer between its commits.</summary>
    public void Look()
    {
        if (_passing)
        {
            return;
        }

        switch (_plan.Next(_pages.Count))
        {
            case CheckpointStep.Pass:
                _passing = true;
                _begin.Release();
                break;
            case CheckpointStep.Finish:
                Move(_writer);
                break;
            default:
                break;
        }
    }

    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _begin.Release();
        _thread.Join();
        _begin.Dispose();
        _pages.Dispose();
    }

    private void Loop()
    {
        Connection? connection = null;
        for (_begin.Wait(); !_closed; _begin.Wait())
        {
            _plan.Passed(Move(connection ??= _open()));
            _passing = false;
        }

        connection?.Dispose();
    }

    private int Move(Connection connection)
    {
        try
        {
            return connection.Checkpoint();
        }
        catch (EngineException error)
        {
            LogNotMoved(error);
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pages could not be moved from the log into the database; it is tried again")]
    private partial void LogNotMoved(Exception error);
}
