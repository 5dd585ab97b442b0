using System.Collections.Concurrent;

namespace OrleansSms.Storage.Messages;

/// <summary>Wakes those who wait for an account's events. Who takes the task first and then looks into the log misses nothing.</summary>
public sealed class EventSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    /// <summary>Completes at the account's next commit.</summary>
    public Task Next(string account) =>
        _waiting.GetOrAdd(account, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The account has new events.</summary>
    public void Raise(string account)
    {
        if (_waiting.TryRemove(account, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
