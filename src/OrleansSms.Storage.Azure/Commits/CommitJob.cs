using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Commits;

/// <summary>Something to be made durable as a whole, and whoever waits for it.</summary>
internal abstract class CommitJob(int rows)
{
    /// <summary>About how many rows it is worth; at least 1.</summary>
    public int Rows { get; } = Math.Max(rows, 1);

    public abstract void Execute(Stage stage);

    public abstract void Complete();

    public abstract void Fail(Exception error);
}

/// <inheritdoc/>
internal sealed class CommitJob<T>(int rows, Func<Stage, T> execute) : CommitJob(rows)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override void Execute(Stage stage) => _result = execute(stage);

    public override void Complete() => _done.TrySetResult(_result!);

    public override void Fail(Exception error) => _done.TrySetException(error);
}
