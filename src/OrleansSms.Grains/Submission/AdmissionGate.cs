namespace OrleansSms.Grains.Submission;

/// <summary>
/// The process-wide bound on bulk work: batches of so many messages at once, some more waiting in the order of their arrival, the rest refused. A batch
/// that is larger than the bound goes when nothing else does.
/// </summary>
internal sealed class AdmissionGate(GatewayLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Queue<(int Messages, TaskCompletionSource Entered)> _waiting = new();
    private int _free = limits.ConcurrentBulkMessages;

    /// <summary>Takes room for a batch; false when too many wait for it. Room that was taken must be given back with <see cref="Leave"/>.</summary>
    public async ValueTask<bool> TryEnterAsync(int messages, CancellationToken cancellationToken)
    {
        TaskCompletionSource entered;
        lock (_gate)
        {
            if (_waiting.Count == 0 && TryTake(messages))
            {
                return true;
            }

            if (_waiting.Count == limits.WaitingBulkRequests)
            {
                return false;
            }

            entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((messages, entered));
        }

        using var canceled = cancellationToken.UnsafeRegister(static (waiter, token) => ((TaskCompletionSource)waiter!).TrySetCanceled(token), entered);
        await entered.Task;
        return true;
    }

    /// <summary>Gives room back.</summary>
    public void Leave(int messages)
    {
        lock (_gate)
        {
            _free += RoomFor(messages);
            while (_waiting.TryPeek(out var first) && TryTake(first.Messages))
            {
                _waiting.Dequeue();
                if (!first.Entered.TrySetResult())
                {
                    // It has hung up meanwhile.
                    _free += RoomFor(first.Messages);
                }
            }
        }
    }

    private bool TryTake(int messages)
    {
        var room = RoomFor(messages);
        if (room > _free)
        {
            return false;
        }

        _free -= room;
        return true;
    }

    private int RoomFor(int messages) => Math.Min(messages, limits.ConcurrentBulkMessages);
}
