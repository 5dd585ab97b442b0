using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Checkpoints;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Writing;

/// <summary>
/// The one thread that writes. It joins what has gathered into a transaction, and answers when that is on disk. There is no linger: while one
/// commit waits for the disk, the next gathers. When nobody waits, it puts messages from memory into their rows.
/// </summary>
internal sealed partial class Writer : IDisposable
{
    /// <summary>How often it looks for messages to put into rows: seldom enough to cost nothing, often enough that memory stays small.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly WriteSession _session;
    private readonly Checkpointer _checkpointer;
    private readonly WriteQueue _queue;
    private readonly WriterMetrics _metrics;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Writer(WriteSession session, Checkpointer checkpointer, SqliteStoreOptions options, TimeProvider time, ILogger logger)
    {
        (_session, _checkpointer) = (session, checkpointer);
        _queue = new WriteQueue(options);
        _metrics = new WriterMetrics(() => _queue.Rows, () => session.Sealer.Unsealed, () => session.Journal.Bytes);
        _logger = logger;
        _thread = new Thread(Loop) { Name = "sqlite-writer", IsBackground = true };
        _thread.Start();
        _timer = time.CreateTimer(static queue => ((WriteQueue)queue!).Nudge(), _queue, LookEvery, LookEvery);
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
        _timer.Dispose();
        _thread.Join();
        _metrics.Dispose();
    }

    private void Loop()
    {
        var jobs = new List<WriteJob>();
        while (_queue.Take(jobs))
        {
            var wasNudged = jobs.Count == 0;
            Commit(jobs);
            jobs.Clear();
            _checkpointer.Look();
            Rest(wasNudged);
        }

        // So that the next start has nothing to read, and the file holds every message as a row.
        while (SealAlone(static session => session.Sealer.SealOldest(Sealing.SealingRules.MaxSlice)))
        {
        }

        _stopped.SetResult();
    }

    /// <summary>While nobody waits: puts messages into rows that would otherwise have to be at a worse time.</summary>
    private void Rest(bool wasNudged)
    {
        while (_queue.IsEmpty
            && (_session.Sealer.IsPressed || (wasNudged && _session.HasWork))
            && SealAlone(static session => session.Keep(rows: 0, isIdle: true)))
        {
        }
    }

    /// <summary>A commit that only puts messages into rows; false when there was nothing to do, or it failed.</summary>
    private bool SealAlone(Func<WriteSession, int> seal)
    {
        try
        {
            _session.Begin();
            var work = seal(_session);
            _session.Commit();
            _checkpointer.Look();
            return work > 0;
        }
#pragma warning disable CA1031 // Whatever it is, the journal still has what was to be put into rows; the writer goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogNotSealed(error);
            Rollback();
            return false;
        }
    }

    /// <summary>Writes all jobs in one transaction. One that breaks a rule of the database is taken out, the others are written.</summary>
    private void Commit(List<WriteJob> jobs)
    {
        for (var seals = true; jobs.Count > 0;)
        {
            var started = Stopwatch.GetTimestamp();
            WriteJob? current = null;
            var written = false;
            try
            {
                _session.Begin();
                foreach (var job in jobs)
                {
                    current = job;
                    job.Execute(_session);
                }

                (current, written) = (null, true);
                Finish(jobs, seals, started);
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
                }
                else if (written && seals)
                {
                    // Without what is put into rows besides, there may be room for the jobs.
                    seals = false;
                }
                else
                {
                    Refuse(jobs, error);
                    return;
                }
            }
        }
    }

    private void Finish(List<WriteJob> jobs, bool seals, long started)
    {
        var rows = jobs.Sum(static job => job.Rows);
        if (seals)
        {
            _session.Keep(rows, isIdle: false);
        }

        _session.Commit();
        _metrics.Committed(rows, Stopwatch.GetElapsedTime(started));
        jobs.ForEach(static job => job.Complete());
    }

    private void Rollback()
    {
        try
        {
            _session.Rollback();
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database refused to take messages from the journal into their rows; it is tried again")]
    private partial void LogNotSealed(Exception error);
}
