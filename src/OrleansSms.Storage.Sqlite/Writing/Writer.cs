using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Writing;

/// <summary>
/// The one thread that writes. It joins what has gathered into a transaction, and answers when that is on disk. There is no linger: while one
/// commit waits for the disk, the next gathers.
/// </summary>
internal sealed partial class Writer : IDisposable
{
    private readonly WriteSession _session;
    private readonly WriteQueue _queue;
    private readonly WriterMetrics _metrics;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Writer(WriteSession session, SqliteStoreOptions options, ILogger logger)
    {
        _session = session;
        _queue = new WriteQueue(options);
        _metrics = new WriterMetrics(() => _queue.Rows);
        _logger = logger;
        _thread = new Thread(Loop) { Name = "sqlite-writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Completes when everything that was queued at the time of <see cref="Close"/> is written.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Runs <paramref name="write"/> in one of the next transactions and completes when that is durable.</summary>
    public async Task<T> WriteAsync<T>(CommitLane lane, int rows, Func<WriteSession, T> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var job = new WriteJob<T>(rows, write);
        using var canceled = cancellationToken.UnsafeRegister(static (state, token) => ((WriteJob<T>)state!).Cancel(token), job);
        await _queue.Add(job, lane).WaitAsync(cancellationToken).ConfigureAwait(false);
        return await job.Done.ConfigureAwait(false);
    }

    public void Close() => _queue.Close();

    public void Dispose()
    {
        Close();
        _thread.Join();
        _metrics.Dispose();
    }

    private void Loop()
    {
        var jobs = new List<WriteJob>();
        while (_queue.Take(jobs))
        {
            Commit(jobs);
            jobs.Clear();
        }

        _stopped.SetResult();
    }

    /// <summary>Writes all jobs in one transaction. One that breaks a rule of the database is taken out, the others are written.</summary>
    private void Commit(List<WriteJob> jobs)
    {
        while (jobs.Count > 0)
        {
            var started = Stopwatch.GetTimestamp();
            WriteJob? current = null;
            try
            {
                Begin();
                foreach (var job in jobs)
                {
                    current = job;
                    job.Execute(_session);
                }

                current = null;
                _session.Events.Flush(_session);
                _session.Connection.Prepare("COMMIT").Run();
                _session.Names.Committed();
                _session.Events.Committed();
                _metrics.Committed(jobs, Stopwatch.GetElapsedTime(started));
                jobs.ForEach(static job => job.Complete());
                return;
            }
#pragma warning disable CA1031 // Whatever a job throws is its caller's to see; the writer goes on.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Rollback();
                if (current is not null && error is not EngineException { IsUnavailable: true })
                {
                    current.Fail(error is EngineException ? new InvalidOperationException("The store cannot take this set.", error) : error);
                    jobs.Remove(current);
                    continue;
                }

                Refuse(jobs, error);
                return;
            }
        }
    }

    private void Begin()
    {
        if (_session.Connection.InTransaction)
        {
            _session.Connection.Prepare("ROLLBACK").Run();
        }

        _session.Connection.Prepare("BEGIN IMMEDIATE").Run();
    }

    private void Rollback()
    {
        _session.Names.RolledBack();
        _session.Events.RolledBack();
        _session.Connection.Reset();
        try
        {
            // After some errors SQLite has rolled back by itself.
            if (_session.Connection.InTransaction)
            {
                _session.Connection.Prepare("ROLLBACK").Run();
            }
        }
        catch (EngineException error)
        {
            LogRollbackFailed(error);
        }
    }

    private void Refuse(List<WriteJob> jobs, Exception error)
    {
        LogRefused(error, jobs.Count);
        var unavailable = error is EngineException engine ? engine.ToUnavailable() : new StoreUnavailableException("The commit failed.", error);
        jobs.ForEach(job => job.Fail(unavailable));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused a commit of {Sets} sets; their callers are told")]
    private partial void LogRefused(Exception error, int sets);

    [LoggerMessage(Level = LogLevel.Error, Message = "A transaction could not be rolled back; the next commit tries again")]
    private partial void LogRollbackFailed(Exception error);
}
