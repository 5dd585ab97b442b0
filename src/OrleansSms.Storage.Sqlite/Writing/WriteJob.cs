namespace OrleansSms.Storage.Sqlite.Writing;

/// <summary>
/// Something to be written as a whole. It may be run more than once, when a neighbour in its transaction fails, and completes after the commit.
/// </summary>
internal abstract class WriteJob(int rows)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Canceled = 2;

    private int _state;

    /// <summary>About how many rows it writes; at least 1.</summary>
    public int Rows { get; } = Math.Max(rows, 1);

    /// <summary>Claims it for a commit; false when its caller has given up.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    public bool TryCancel() => Interlocked.CompareExchange(ref _state, Canceled, Waiting) == Waiting;

    public abstract void Execute(WriteSession session);

    public abstract void Complete();

    public abstract void Fail(Exception error);
}

/// <inheritdoc/>
internal sealed class WriteJob<T>(int rows, Func<WriteSession, T> write) : WriteJob(rows)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override void Execute(WriteSession session)
    {
        try
        {
            _result = write(session);
        }
        catch (BrokenRuleException refusal)
        {
            // Nothing was written for it: what the others have written stays.
            Fail(refusal);
        }
    }

    public override void Complete() => _done.TrySetResult(_result!);

    public override void Fail(Exception error) => _done.TrySetException(error);

    /// <summary>Gives up, unless a commit has it already: then its outcome is awaited, so that a cancelled call has written nothing.</summary>
    public void Cancel(CancellationToken cancellationToken)
    {
        if (TryCancel())
        {
            _done.TrySetCanceled(cancellationToken);
        }
    }
}
