using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Makes what happened durable, in order: while one commit is under way the next gathers. PDUs are answered only after the commit that they
/// depend on. A store that refuses is asked again until it takes them: the carrier's window and ours bound what can gather.
/// </summary>
internal sealed partial class OutcomeCommitter(BindContext context, long epoch, BindEnd end, CancellationToken stopping)
{
    /// <summary>Changes of one commit: more gain nothing and make the urgent lane wait.</summary>
    private const int MaxChanges = 1_000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    private readonly Queue<Step> _steps = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Completes when everything that was added so far is durable.</summary>
    public Task Drained => _running;

    /// <summary>Adds a change, and what to do once it is durable.</summary>
    public void Add(MessageChange change, Action<ChangeResult>? after = null) => Enqueue(new Step { Change = change, After = after });

    /// <summary>Adds the answer to a PDU, to be sent after everything added before is durable.</summary>
    public void Reply(SmppSession session, Pdu response) => Enqueue(new Step { Session = session, Response = response });

    /// <summary>A message's intent is over: the store learns it no earlier than what was added before. Then <paramref name="after"/> is done.</summary>
    public void Settle(MessageId message, Action after) => Enqueue(new Step { Over = message, AfterSettled = after });

    private void Enqueue(Step step)
    {
        _steps.Enqueue(step);
        Run();
    }

    private void Run()
    {
        if (_running.IsCompleted)
        {
            _running = end.On(RunAsync());
        }
    }

    private async Task RunAsync()
    {
        // What the caller adds next, in the same turn, belongs to the same commit.
        await Task.Yield();
        var batch = new List<Step>();
        while (_steps.Count > 0)
        {
            var changes = Take(batch);
            var over = batch.Where(step => step.Over is not null).Select(step => step.Over!.Value).ToArray();
            var result = changes.Count == 0 && over.Length == 0
                ? null
                : await CommitAsync(new ChangeSet { Changes = changes, IntentsOver = over.Length == 0 ? [] : [new IntentsOver(context.Key, epoch, over)] });
            Finish(batch, result);
            batch.Clear();
        }
    }

    private List<MessageChange> Take(List<Step> batch)
    {
        var changes = new List<MessageChange>();
        while (changes.Count < MaxChanges && _steps.TryDequeue(out var step))
        {
            batch.Add(step);
            if (step.Change is { } change)
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    private async Task<CommitResult> CommitAsync(ChangeSet changes)
    {
        while (true)
        {
            try
            {
                return await context.Store.CommitAsync(changes, CommitLane.Urgent, CancellationToken.None);
            }
            catch (StoreUnavailableException e)
            {
                LogRefused(context.Logger, context.Key, e);
                await Task.Delay(RetryAfter, context.Time, stopping);
            }
        }
    }

    private void Finish(List<Step> batch, CommitResult? result)
    {
        var index = 0;
        foreach (var step in batch)
        {
            if (step.Change is not null)
            {
                var state = result!.States[index++];
                if (state.After != state.Before)
                {
                    context.Metrics.Reached(state.After);
                }

                step.After?.Invoke(state);
            }

            step.AfterSettled?.Invoke();
            if (step.Response is { } response)
            {
                step.Session!.Reply(response);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: the store takes no writes; outcomes wait")]
    private static partial void LogRefused(ILogger logger, BindKey bind, Exception exception);

    private readonly record struct Step(
        MessageChange? Change, Action<ChangeResult>? After, MessageId? Over, Action? AfterSettled, SmppSession? Session, Pdu? Response);
}
