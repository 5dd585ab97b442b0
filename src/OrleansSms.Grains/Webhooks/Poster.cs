using System.Runtime.ExceptionServices;
using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Grains.Webhooks;

/// <summary>Posts what is ready, several at a time, and says what becomes of each delivery.</summary>
internal sealed partial class Poster(PumpContext context) : IDisposable
{
    /// <summary>How long an event is put off whose type only a newer version knows. Such a silo may have taken the endpoint over by then.</summary>
    private static readonly long AwaitMicros = UnixMicros.From(TimeSpan.FromMinutes(1));

    private readonly Stack<PostSlot> _idle = new();
    private ExceptionDispatchInfo? _fault;

    /// <summary>Posts under way.</summary>
    public int Posting { get; private set; }

    /// <summary>Whether the receiver wants no more.</summary>
    public bool IsGone { get; private set; }

    /// <summary>The last failure.</summary>
    public string? LastError { get; private set; }

    /// <summary>When a post last succeeded, in Unix microseconds.</summary>
    public long? LastSuccessAt { get; private set; }

    private DeliveryQueue Queue => context.Queue;

    /// <summary>Begins to post what is ready, as far as slots are free.</summary>
    public void Start(CancellationToken stop)
    {
        while (Queue.Ready > 0 && Posting < context.Subscription.Concurrency(context.Options))
        {
            Posting++;
            _ = RunSlotAsync(_idle.TryPop(out var slot) ? slot : new PostSlot(context.Ports.Time, stop));
        }
    }

    /// <summary>Throws what went wrong in a slot and nobody foresaw.</summary>
    public void ThrowFault() => _fault?.Throw();

    /// <summary>A delivery ends without having been posted.</summary>
    public void GiveUp(Delivery delivery, string? error)
    {
        LastError = error;
        LogGivenUp(context.Ports.Logger, context.Key, delivery.Id, delivery.Attempts + 1, error);
        context.Ports.Metrics.GivenUp();
        Queue.Complete(delivery);
        context.FlushWithin(context.Options.FlushInterval);
    }

    /// <summary>When no post is under way.</summary>
    public void Dispose()
    {
        foreach (var slot in _idle)
        {
            slot.Dispose();
        }
    }

    private async Task RunSlotAsync(PostSlot slot)
    {
        try
        {
            while (!slot.Stop.IsCancellationRequested && !IsGone && Queue.TryTake(context.Now, out var delivery))
            {
                if (IsToBePosted(delivery))
                {
                    await DeliverAsync(delivery, slot);
                }
            }
        }
        catch (OperationCanceledException) when (slot.Stop.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            _fault = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            Posting--;
            _idle.Push(slot);
            context.Pulse.Set();
        }
    }

    /// <summary>Deals with what is not posted: what another version put off and this one does not want, and what only another version can post.</summary>
    private bool IsToBePosted(Delivery delivery)
    {
        var record = delivery.Record!;
        if (record.Event.Type.IsKnown() && context.Subscription.Wants(record))
        {
            return true;
        }

        if (record.Event.IsAwaited(context.Now))
        {
            Queue.Postpone(delivery, context.Now + AwaitMicros);
        }
        else
        {
            Queue.Complete(delivery);
        }

        context.FlushWithin(context.Options.FlushInterval);
        return false;
    }

    private async Task DeliverAsync(Delivery delivery, PostSlot slot)
    {
        var started = context.Ports.Time.GetTimestamp();
        var result = await PostAsync(delivery, slot);
        context.Ports.Metrics.Posted(result.Outcome, context.Ports.Time.GetElapsedTime(started));
        switch (result.Outcome)
        {
            case PostOutcome.Delivered:
                LastSuccessAt = context.Now;
                Queue.Complete(delivery);
                break;
            case PostOutcome.Gone when context.Subscription.EndsWhenGone:
                LastError = result.Error;
                IsGone = true;
                break;
            case PostOutcome.Gone:
                GiveUp(delivery, result.Error);
                break;
            default:
                Defer(delivery, result.Error);
                break;
        }

        context.FlushWithin(context.Options.FlushInterval);
        if (context.IsLow)
        {
            context.Pulse.Set();
        }
    }

    private async Task<PostResult> PostAsync(Delivery delivery, PostSlot slot)
    {
        var record = delivery.Record!;
        if (context.Subscription.UrlOf(record) is not { } url)
        {
            return new PostResult(PostOutcome.Refused, "not a URL that may be posted to");
        }

        try
        {
            slot.Body.Fill(record);
            return await context.Ports.Client.PostAsync(url, delivery.Id.ToString(), context.Subscription.Keys, slot);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One event that cannot be posted must not stop the others.
            LogPostBroke(context.Ports.Logger, error, context.Key, delivery.Id);
            return new PostResult(PostOutcome.Failed, error.GetType().Name);
        }
    }

    private void Defer(Delivery delivery, string? error)
    {
        LastError = error;
        if (RetrySchedule.After(delivery.Attempts + 1, Random.Shared.NextDouble()) is not { } wait)
        {
            GiveUp(delivery, error);
            return;
        }

        LogDeferred(context.Ports.Logger, context.Key, delivery.Id, delivery.Attempts + 1, error, wait);
        Queue.Defer(delivery, context.Now + UnixMicros.From(wait));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Webhook {Endpoint}: event {Event} failed for the {Attempts}. time ({Error}); next try in {Wait}.")]
    private static partial void LogDeferred(ILogger logger, string endpoint, EventId @event, int attempts, string? error, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Endpoint}: event {Event} was given up after {Attempts} tries ({Error}).")]
    private static partial void LogGivenUp(ILogger logger, string endpoint, EventId @event, int attempts, string? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Endpoint}: event {Event} could not be posted.")]
    private static partial void LogPostBroke(ILogger logger, Exception error, string endpoint, EventId @event);
}
