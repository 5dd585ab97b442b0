using System.Reflection;
using OrleansSms.Storage;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Tests.Hosting;

/// <summary>The store, with commits that a test may hold back for as long as it likes, as a disk would that is slow, or whose answers it may lose, as a network would.</summary>
public class HeldStore : DispatchProxy
{
    private readonly Lock _gate = new();
    private readonly List<(Func<ChangeSet, bool> Which, TaskCompletionSource Released)> _holds = [];
    private IMessageStore _store = null!;
    private Func<ChangeSet, bool>? _lost;

    /// <summary>Wraps a store.</summary>
    public static IMessageStore Around(IMessageStore store)
    {
        var proxy = Create<IMessageStore, HeldStore>();
        ((HeldStore)(object)proxy)._store = store;
        return proxy;
    }

    /// <summary>Holds back these commits until the answer is disposed of.</summary>
    public IDisposable Hold(Func<ChangeSet, bool> which)
    {
        var hold = new Held(this, which);
        lock (_gate)
        {
            _holds.Add((which, hold.Released));
        }

        return hold;
    }

    /// <summary>Loses the answers to these commits, which are made, until told otherwise by null.</summary>
    public void LoseAnswers(Func<ChangeSet, bool>? which) => _lost = which;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => args switch
    {
        [IReadOnlyList<ChangeSet> sets, ..] when _lost is { } lost && sets.Any(lost) => CommitAndLoseAsync(targetMethod!, args),
        [ChangeSet changes, ..] when HoldOf([changes]) is { } released => CommitLaterAsync<CommitResult>(released, targetMethod!, args),
        [IReadOnlyList<ChangeSet> sets, ..] when HoldOf(sets) is { } released => CommitLaterAsync<IReadOnlyList<CommitResult>>(released, targetMethod!, args),
        _ => targetMethod!.Invoke(_store, args),
    };

    private Task? HoldOf(IReadOnlyList<ChangeSet> sets)
    {
        lock (_gate)
        {
            return _holds.Find(hold => sets.Any(hold.Which)).Released?.Task;
        }
    }

    private async Task<T> CommitLaterAsync<T>(Task released, MethodInfo method, object?[] args)
    {
        await released;
        return await (Task<T>)method.Invoke(_store, args)!;
    }

    private async Task<IReadOnlyList<CommitResult>> CommitAndLoseAsync(MethodInfo method, object?[] args)
    {
        await (Task<IReadOnlyList<CommitResult>>)method.Invoke(_store, args)!;
        throw new StoreUnavailableException("The answer was lost.") { MayBeWritten = true };
    }

    private sealed class Held(HeldStore store, Func<ChangeSet, bool> which) : IDisposable
    {
        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            lock (store._gate)
            {
                store._holds.RemoveAll(hold => hold.Which == which);
            }

            Released.SetResult();
        }
    }
}
