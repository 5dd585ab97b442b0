using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansSms.Storage.Azure.Journal;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Commits;

/// <summary>
/// Joins what has gathered into one entry of the journal, and answers when that is durable. There is no linger: while one append is under way, the next
/// commit gathers.
/// </summary>
internal sealed partial class Committer(
    StoreState state, JournalLog journal, CommitQueue queue, EventSignals signals, TimeProvider time, CommitMetrics metrics, ILogger logger)
{
    private volatile bool _rolls;
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when another owns the journal.</summary>
    public Task Lost => _lost.Task;

    /// <summary>Runs <paramref name="execute"/> in one of the next commits and completes when that is durable.</summary>
    public Task<T> CommitAsync<T>(CommitLane lane, int rows, Func<Stage, T> execute)
    {
        var job = new CommitJob<T>(rows, execute);
        queue.Add(job, lane);
        return job.Done;
    }

    /// <summary>Has the next segment of the journal begun, so that those before it can go, and completes when it has or could not.</summary>
    public async Task RollNowAsync()
    {
        _rolls = true;
        await ProbeAsync().ConfigureAwait(false);

        // A segment begins after a commit whose callers have been told. Who comes next has waited for that.
        await ProbeAsync().ConfigureAwait(false);
    }

    /// <summary>Commits until the queue is closed.</summary>
    public async Task RunAsync()
    {
        while (await queue.TakeAsync().ConfigureAwait(false) is { Count: > 0 } jobs)
        {
            await CommitAsync(jobs).ConfigureAwait(false);
        }
    }

    private Task<Probe> ProbeAsync() => CommitAsync(CommitLane.Bulk, 1, static _ => default(Probe));

    private async Task CommitAsync(List<CommitJob> jobs)
    {
        var started = Stopwatch.GetTimestamp();
        var entry = journal.Next();
        var stage = new Stage(state, entry.Position, isReplay: false);
        try
        {
            Execute(jobs, stage);
            if (stage.Items.Count > 0 || jobs.Exists(static job => job is CommitJob<Probe>))
            {
                entry = entry with { Items = stage.Items, Events = [.. stage.Events.Select(static pair => new AccountEvents(pair.Key, pair.Value))] };
                await journal.AppendAsync(entry, CancellationToken.None).ConfigureAwait(false);
                Publish(stage, entry);
            }

            metrics.Committed(jobs.Sum(static job => job.Rows), Stopwatch.GetElapsedTime(started));
            jobs.ForEach(static job => job.Complete());
            await RollAsync().ConfigureAwait(false);
        }
        catch (FencedException error)
        {
            Lose(jobs, error);
        }
#pragma warning disable CA1031 // Whatever it is, those who wait are told; the committer goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogRefused(error, jobs.Count);
            var refusal = error as StoreUnavailableException ?? new StoreUnavailableException("The commit failed.", error);
            jobs.ForEach(job => job.Fail(refusal));
        }
    }

    /// <summary>A job that cannot be done leaves the others: its conditions are looked at first.</summary>
    private void Execute(List<CommitJob> jobs, Stage stage)
    {
        lock (state.Gate)
        {
            jobs.RemoveAll(job =>
            {
                try
                {
                    job.Execute(stage);
                    return false;
                }
                catch (StoreUnavailableException refusal)
                {
                    job.Fail(refusal);
                    return true;
                }
            });
        }
    }

    private void Publish(Stage stage, JournalEntry entry)
    {
        lock (state.Gate)
        {
            stage.Publish(entry.UnixMs, entry.Events, time.GetTimestamp());
        }

        foreach (var events in entry.Events)
        {
            signals.Raise(events.Account);
        }
    }

    private async Task RollAsync()
    {
        if (!journal.IsFull && !_rolls)
        {
            return;
        }

        _rolls = false;

        Carried carried;
        lock (state.Gate)
        {
            carried = state.Carry();
        }

        try
        {
            await journal.RollAsync(carried, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException error)
        {
            LogNotRolled(error);
        }
    }

    private void Lose(List<CommitJob> jobs, FencedException error)
    {
        LogLost(error);
        var refusal = new StoreUnavailableException("Another silo owns the store now.", error);
        queue.Close(refusal);
        jobs.ForEach(job => job.Fail(refusal));
        _lost.TrySetResult();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal refused a commit of {Sets} sets; their callers are told")]
    private partial void LogRefused(Exception error, int sets);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The next segment of the journal could not be begun; it is tried again")]
    private partial void LogNotRolled(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another silo owns the store now; this one lets go of it")]
    private partial void LogLost(Exception error);
}

/// <summary>Result of a job that asks whether the journal takes entries: it is appended though it says nothing.</summary>
internal readonly record struct Probe;
