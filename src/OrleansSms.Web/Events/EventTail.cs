using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Orleans.Streams;
using OrleansSms.Contracts.Events;
using OrleansSms.Contracts.Messages;

namespace OrleansSms.Web.Events;

/// <summary>
/// An account's events behind a place, each once and in order: from the log what is there, then from the live stream what follows, and from the log
/// again whenever the stream leaves a gap. It ends before what only a newer version can show: whoever listens connects again, and in time to a silo that can.
/// </summary>
internal sealed class EventTail(IGrainFactory grains, IStreamProvider streams, TimeProvider time, string account)
{
    private const int PageEvents = 200;

    /// <summary>Pages that wait for a slow listener. Beyond it the oldest are dropped, and found in the log.</summary>
    private const int WaitingPages = 16;

    /// <summary>How long nothing may come before the log is looked at and the feed is told that somebody still listens.</summary>
    private static readonly TimeSpan LookEvery = LiveEvents.FollowedFor / 3;

    private readonly Channel<EventPage> _live = Channel.CreateBounded<EventPage>(
        new BoundedChannelOptions(WaitingPages) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Pages as they come; an empty one where nothing came for a while, or nothing that can be shown. Without <paramref name="after"/> it begins with what happens from now on.</summary>
    public async IAsyncEnumerable<IReadOnlyList<EventRecord>> ReadAsync(EventId? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Listening begins before the first look into the log, so that nothing falls between the two.
        var subscription = await streams.GetStream<EventPage>(LiveEvents.StreamOf(account)).SubscribeAsync((page, _) => _live.Writer.WriteAsync(page).AsTask());
        try
        {
            var newest = await Feed.FollowAsync();
            var place = after ?? newest;
            var look = true;
            while (!cancellationToken.IsCancellationRequested)
            {
                IReadOnlyList<EventRecord> events;
                if (look)
                {
                    events = await Log.ListEventsAsync(place, PageEvents, cancellationToken);
                    look = events.Count == PageEvents;
                }
                else
                {
                    (events, look) = await TakeAsync(place, cancellationToken);
                }

                var readable = events.Readable(time.GetUnixMicros());
                place = readable.Count > 0 ? readable[^1].Event.Id : place;
                yield return readable;
                if (readable.Count < events.Count)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await subscription.UnsubscribeAsync();
        }
    }

    private IEventFeedGrain Feed => grains.GetGrain<IEventFeedGrain>(account);

    private IMessageReaderGrain Log => grains.GetGrain<IMessageReaderGrain>(account);

    /// <summary>What the stream brings next, and whether the log must be looked at.</summary>
    private async Task<(IReadOnlyList<EventRecord> Events, bool Look)> TakeAsync(EventId? place, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), enough, LookEvery, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                var page = await _live.Reader.ReadAsync(enough.Token);
                if (page.After == place)
                {
                    return (page.Events, false);
                }

                if (place is null || page.Last > place)
                {
                    // Something is missing in between.
                    return ([], true);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await Feed.FollowAsync();
            return ([], true);
        }
    }
}
