namespace OrleansSms.Storage.Sqlite.Writing;

/// <summary>
/// Jobs that wait for a commit, in the order of their arrival. Those beyond the bound stand outside: their callers wait all the same, but what they
/// wait for can be seen apart.
/// </summary>
internal sealed class Lane(int maxQueuedRows, int rowsPerCommit)
{
    private readonly Queue<WriteJob> _jobs = new();
    private readonly Queue<(WriteJob Job, TaskCompletionSource Entered)> _outside = new();

    /// <summary>Rows that stand in the lane.</summary>
    public int Rows { get; private set; }

    public bool IsEmpty => _jobs.Count == 0;

    /// <summary>Adds a job, or lets its caller wait until there is room.</summary>
    public Task Add(WriteJob job)
    {
        if (_outside.Count == 0 && Rows < maxQueuedRows)
        {
            Enter(job);
            return Task.CompletedTask;
        }

        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _outside.Enqueue((job, entered));
        return entered.Task;
    }

    /// <summary>Moves jobs to <paramref name="commit"/> until it has its rows.</summary>
    public void Take(List<WriteJob> commit)
    {
        var rows = 0;
        while (rows < rowsPerCommit && _jobs.TryDequeue(out var job))
        {
            Rows -= job.Rows;
            if (job.TryTake())
            {
                rows += job.Rows;
                commit.Add(job);
            }
        }

        while (Rows < maxQueuedRows && _outside.TryDequeue(out var waiting))
        {
            Enter(waiting.Job);
            waiting.Entered.SetResult();
        }
    }

    private void Enter(WriteJob job)
    {
        Rows += job.Rows;
        _jobs.Enqueue(job);
    }
}
