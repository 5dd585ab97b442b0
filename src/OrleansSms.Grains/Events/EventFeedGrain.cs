using Orleans.Streams;
using OrleansSms.Contracts.Events;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Events;

[GrainType("event-feed")]
internal sealed partial class EventFeedGrain(IEventLog log, TimeProvider time, ILogger<EventFeedGrain> logger) : Grain, IEventFeedGrain, IDisposable
{
    private const int PageEvents = 200;

    /// <summary>How often the log is looked at when nothing was announced: a store may announce only what this silo writes.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private EventId? _last;
    private long _followedUntil;
    private Task _running = Task.CompletedTask;

    private string Account => this.GetPrimaryKeyString();

    public async Task<EventId?> FollowAsync()
    {
        _followedUntil = time.GetUnixMicros() + UnixMicros.From(LiveEvents.FollowedFor);
        DelayDeactivation(LiveEvents.FollowedFor * 2);
        if (_running.IsCompleted)
        {
            _last = await log.LastAsync(Account);
            if (_running.IsCompleted)
            {
                _running = RunAsync(this.GetStreamProvider(LiveEvents.Provider).GetStream<EventPage>(LiveEvents.StreamOf(Account)));
            }
        }

        return _last;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running;
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(IAsyncStream<EventPage> stream)
    {
        try
        {
            while (!_stop.IsCancellationRequested && time.GetUnixMicros() < _followedUntil)
            {
                if (!await SendPageAsync(stream))
                {
                    await WaitAsync();
                }
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException or OperationCanceledException)
        {
            // Listeners say again that they listen, which starts it anew; what they missed they find in the log.
            LogStopped(logger, Account, e);
        }
    }

    private async Task<bool> SendPageAsync(IAsyncStream<EventPage> stream)
    {
        var events = await log.ReadRecordsAsync(Account, _last, PageEvents, _stop.Token);
        if (events.Count == 0)
        {
            return false;
        }

        var page = new EventPage(_last, events);
        await stream.OnNextAsync(page);
        _last = page.Last;
        return true;
    }

    private async Task WaitAsync()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), enough, LookEvery, Timeout.InfiniteTimeSpan);
        try
        {
            await log.WaitAsync(Account, _last, enough.Token);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live events of {Account} pause; listeners read the log meanwhile")]
    private static partial void LogStopped(ILogger logger, string account, Exception exception);
}
