using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Commits;

/// <summary>The lanes in front of the journal, in the order in which a commit takes from them. What finds its lane full is refused.</summary>
internal sealed class CommitQueue(AzureStoreOptions options)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _signal = NewSignal();
    private readonly Queue<CommitJob>[] _lanes = [new(), new(), new()];
    private readonly int[] _rows = [0, 0, 0];
    private readonly int[] _rowsPerCommit = [options.UrgentRowsPerCommit, options.UrgentRowsPerCommit, options.BulkRowsPerCommit];
    private Exception? _closed;

    /// <summary>Rows that wait.</summary>
    public int Rows
    {
        get
        {
            lock (_gate)
            {
                return _rows.Sum();
            }
        }
    }

    public void Add(CommitJob job, CommitLane lane)
    {
        lock (_gate)
        {
            if (_closed is { } reason)
            {
                throw reason;
            }

            if (_rows[(int)lane] >= options.MaxQueuedRows)
            {
                throw new StoreUnavailableException("Too much waits for the journal.");
            }

            _lanes[(int)lane].Enqueue(job);
            _rows[(int)lane] += job.Rows;
            _signal.TrySetResult();
        }
    }

    /// <summary>Waits for jobs and takes those of the next commit; none = the queue is closed and empty.</summary>
    public async Task<List<CommitJob>> TakeAsync()
    {
        while (true)
        {
            Task signal;
            lock (_gate)
            {
                var jobs = Take();
                if (jobs.Count > 0 || _closed is not null)
                {
                    return jobs;
                }

                _signal = NewSignal();
                signal = _signal.Task;
            }

            await signal.ConfigureAwait(false);
        }
    }

    /// <summary>Takes nothing more; what is in it is still to be taken.</summary>
    public void Close(Exception reason)
    {
        lock (_gate)
        {
            _closed ??= reason;
            _signal.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private List<CommitJob> Take()
    {
        var jobs = new List<CommitJob>();
        for (var lane = 0; lane < _lanes.Length; lane++)
        {
            for (var rows = 0; rows < _rowsPerCommit[lane] && _lanes[lane].TryDequeue(out var job);)
            {
                rows += job.Rows;
                _rows[lane] -= job.Rows;
                jobs.Add(job);
            }
        }

        return jobs;
    }
}
