using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Makes what happened durable, in order: while one commit is under way the next gathers. PDUs are answered only after the commit that they
/// depend on. A store that refuses is asked again until it takes them: the carrier's window and ours bound what can gather.
/// </summary>
internal sealed partial class OutcomeCommitter(BindContext context, OpenIntents intents, long epoch, BindEnd end, CancellationToken stopping)
{
    /// <summary>Changes of one commit: more gain nothing and make the urgent lane wait.</summary>
    private const int MaxChanges = 1_000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    private readonly Queue<Step> _steps = new();
    private readonly List<Step> _batch = [];
    private Task _running = Task.CompletedTask;

    /// <summary>Completes when everything that was added so far is durable.</summary>
    public Task Drained => _running;

    /// <summary>Done after each commit, when what follows from its changes has been done.</summary>
    public Action Committed { get; set; } = static () => { };

    /// <summary>Adds a change, and what to do once it is durable.</summary>
    public void Add(MessageChange change, Action<ChangeResult>? after = null) => Enqueue(new Step { Change = change, After = after });

    /// <summary>Adds the answer to a PDU, to be sent after everything added before is durable.</summary>
    public void Reply(SmppSession session, Pdu response) => Enqueue(new Step { Session = session, Response = response });

    /// <summary>
    /// The message needs its intent no longer: the store learns it no earlier than what was added before. Then <paramref name="then"/> is done, so that
    /// nothing is sent under two intents.
    /// </summary>
    public void Release(ArmedMessage armed, Action<ArmedMessage> then) => Enqueue(new Step { Released = armed, Then = then });

    private void Enqueue(in Step step)
    {
        _steps.Enqueue(step);
        if (_running.IsCompleted)
        {
            _running = end.On(RunAsync());
        }
    }

    private async Task RunAsync()
    {
        // What the caller adds next, in the same turn, belongs to the same commit.
        await Task.Yield();
        while (_steps.Count > 0)
        {
            var changes = Take();
            Finish(changes.Changes.Count == 0 && changes.IntentsOver.Count == 0 ? null : await CommitAsync(changes));
            _batch.Clear();
            Committed();
        }
    }

    private ChangeSet Take()
    {
        var changes = new List<MessageChange>();
        List<MessageId>? over = null;
        while (changes.Count < MaxChanges && _steps.TryDequeue(out var step))
        {
            _batch.Add(step);
            if (step.Change is { } change)
            {
                changes.Add(change);
            }
            else if (step.Released is { IsSent: false } unsent)
            {
                (over ??= []).Add(unsent.Message.Id);
            }
        }

        return new ChangeSet { Changes = changes, IntentsOver = over is null ? [] : [new IntentsOver(context.Key, epoch, over)] };
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

    private void Finish(CommitResult? result)
    {
        var index = 0;
        foreach (var step in _batch)
        {
            if (step.Change is not null)
            {
                var state = result!.States[index++];
                context.Metrics.Reached(state.Before, state.After);
                step.After?.Invoke(state);
            }
            else if (step.Released is { } armed)
            {
                intents.Remove();
                step.Then!(armed);
            }
            else
            {
                step.Session!.Reply(step.Response!);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: the store takes no writes; outcomes wait")]
    private static partial void LogRefused(ILogger logger, BindKey bind, Exception exception);

    /// <summary>One of three: a change, a message that needs its intent no longer, or the answer to a PDU.</summary>
    private readonly record struct Step(
        MessageChange? Change, Action<ChangeResult>? After, ArmedMessage? Released, Action<ArmedMessage>? Then, SmppSession? Session, Pdu? Response);
}
