using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Writing;

/// <summary>The lanes in front of the writer, in the order in which a commit takes from them.</summary>
internal sealed class WriteQueue(SqliteStoreOptions options)
{
    private readonly object _gate = new();
    private readonly Lane[] _lanes =
    [
        new(options.MaxQueuedRows, options.UrgentRowsPerCommit), new(options.MaxQueuedRows, options.UrgentRowsPerCommit), new(options.MaxQueuedRows, options.BulkRowsPerCommit),
    ];

    private bool _closed;
    private bool _nudged;

    /// <summary>Whether nobody waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return AllEmpty;
            }
        }
    }

    private bool AllEmpty => Array.TrueForAll(_lanes, static lane => lane.IsEmpty);

    /// <summary>Rows that wait for a commit.</summary>
    public int Rows
    {
        get
        {
            lock (_gate)
            {
                return _lanes.Sum(static lane => lane.Rows);
            }
        }
    }

    /// <summary>Completes once the job stands in its lane.</summary>
    public Task Add(WriteJob job, CommitLane lane)
    {
        lock (_gate)
        {
            if (_closed)
            {
                throw new StoreUnavailableException("The store is closed.");
            }

            var entered = _lanes[(int)lane].Add(job);
            Monitor.Pulse(_gate);
            return entered;
        }
    }

    /// <summary>Waits for jobs or a nudge, and takes the jobs of the next commit; false once the queue is closed and empty.</summary>
    public bool Take(List<WriteJob> commit)
    {
        lock (_gate)
        {
            while (commit.Count == 0 && !_nudged)
            {
                while (AllEmpty && !_nudged)
                {
                    if (_closed)
                    {
                        return false;
                    }

                    Monitor.Wait(_gate);
                }

                Array.ForEach(_lanes, lane => lane.Take(commit));
            }

            _nudged = false;
            return true;
        }
    }

    /// <summary>Lets <see cref="Take"/> return though there may be no job.</summary>
    public void Nudge()
    {
        lock (_gate)
        {
            _nudged = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes nothing more; what is in it will still be written.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }
}
