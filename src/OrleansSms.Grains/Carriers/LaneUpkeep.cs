using OrleansSms.Domain.Carriers;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Looks after what waits for a bind and may wait for long: ends it when its validity does, gives it to others while the bind cannot send, and finds in the
/// store what was lost on the way to the lanes. Memory is looked through as a whole, the store a page at a time.
/// </summary>
internal sealed partial class LaneUpkeep(
    BindContext context, BindLanes lanes, Recalls recalls, Settlement settlement, Handover handover, BindStanding standing, BindEnd end, CancellationToken stopping)
{
    /// <summary>What the timeline says of a message that others take over.</summary>
    private const string Why = "bind down";

    /// <summary>Messages of a lane given to others at a look. The next look follows in half a second.</summary>
    private const int MovePage = 5_000;

    /// <summary>Rows of a lane read at a look: some milliseconds of one reader, so that a long queue costs codes nothing.</summary>
    private const int WalkPage = 500;

    /// <summary>Rows read at a look while the store is known to hold what has expired.</summary>
    private const int HurriedPage = 5_000;

    /// <summary>A message that was accepted so lately may still be announced: the call follows its commit within milliseconds.</summary>
    private static readonly long AnnouncedMicros = UnixMicros.From(TimeSpan.FromSeconds(5));

    /// <summary>When nothing of what waits could go elsewhere, memory is not looked through again sooner.</summary>
    private static readonly long MoveAgainMicros = UnixMicros.From(TimeSpan.FromSeconds(2));

    private readonly Walk[] _walks = [new(), new(), new()];
    private Task _looking = Task.CompletedTask;
    private long _moveAgainAt;

    /// <summary>Looks, unless the last look has not ended.</summary>
    public void Look()
    {
        if (_looking.IsCompleted)
        {
            _looking = end.On(LookAsync());
        }
    }

    private bool CannotSend =>
        context.Carrier.BindMode == BindMode.Receiver
        || (standing.DownSince is { } down && context.Clock - down > UnixMicros.From(context.Limits.FailoverAfter));

    private async Task LookAsync()
    {
        try
        {
            if (CannotSend)
            {
                await context.Routing.RefreshAsync(stopping);
            }

            for (var lane = MessageCategory.Authentication; lane <= MessageCategory.Marketing; lane++)
            {
                lanes.TakeExpired(lane, context.Now).ForEach(settlement.Expire);
            }

            MoveWaiting();
            for (var lane = MessageCategory.Authentication; lane <= MessageCategory.Marketing; lane++)
            {
                await WalkAsync(lane, _walks[(int)lane]);
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            standing.Failed(e.Message);
        }
    }

    private void MoveWaiting()
    {
        if (!CannotSend || context.Clock < _moveAgainAt)
        {
            return;
        }

        var moved = false;
        for (var lane = MessageCategory.Authentication; lane <= MessageCategory.Marketing; lane++)
        {
            foreach (var queued in lanes.TakeWhere(lane, queued => handover.Find(queued) is not null, MovePage))
            {
                moved |= TryMove(queued);
            }
        }

        _moveAgainAt = moved ? 0 : context.Clock + MoveAgainMicros;
    }

    private bool TryMove(QueuedMessage queued)
    {
        if (handover.Find(queued) is not { } next)
        {
            lanes.PutBack(queued);
            return false;
        }

        handover.Move(queued, next, Why);
        return true;
    }

    /// <summary>Reads the next page of a lane, where it is not resting from the last walk through it.</summary>
    private async Task WalkAsync(MessageCategory lane, Walk walk)
    {
        var spill = lanes.Spill(lane);
        if (context.Clock < walk.RestsUntil && spill.EarliestExpiry > context.Now)
        {
            return;
        }

        if (walk.After is null)
        {
            walk.IsHurried = spill.EarliestExpiry <= context.Now;
            spill.ForgetExpiry();
        }

        var limit = walk.IsHurried ? HurriedPage : WalkPage;
        lanes.BeginLook();
        try
        {
            var page = await context.Store.ReadQueueAsync(context.Key, lane, walk.After, limit, stopping);
            await JudgeAsync(lane, page.Where(queued => lanes.IsStranger(queued.Message.Id)).ToList());
            walk.After = page.Count < limit ? null : page[^1].Message.Id;
        }
        finally
        {
            lanes.EndLook();
        }

        walk.RestsUntil = walk.After is null ? context.Clock + UnixMicros.From(context.Limits.LaneWalkRest) : 0;
    }

    /// <summary>What becomes of messages that the store shows as queued and memory does not know.</summary>
    private async Task JudgeAsync(MessageCategory lane, List<QueuedMessage> strangers)
    {
        strangers.RemoveAll(queued => Expires(queued) || MayBeAnnounced(queued) || Moves(queued) || lanes.PassesOver(queued) || WillBeFetched(lane, queued));
        if (strangers.Count > 0)
        {
            foreach (var lost in await recalls.LearnAsync(strangers, stopping))
            {
                lanes.AddLost(lost);
            }

            LogFound(context.Logger, context.Key, strangers.Count);
        }
    }

    private bool Expires(QueuedMessage queued)
    {
        if (queued.Message.ExpiresAt > context.Now)
        {
            return false;
        }

        lanes.Seize(queued.Message.Id);
        settlement.Expire(queued);
        return true;
    }

    /// <summary>A time in the future is no late acceptance but a clock that was set back.</summary>
    private bool MayBeAnnounced(QueuedMessage queued) => Math.Abs(context.Now - queued.Message.CreatedAt) < AnnouncedMicros;

    private bool Moves(QueuedMessage queued)
    {
        if (!CannotSend || handover.Find(queued) is not { } next)
        {
            return false;
        }

        lanes.Seize(queued.Message.Id);
        handover.Move(queued, next, Why);
        return true;
    }

    private bool WillBeFetched(MessageCategory lane, QueuedMessage queued)
    {
        if (!lanes.Spill(lane).WillFetch(queued.Message.Id))
        {
            return false;
        }

        lanes.Spill(lane).NoteExpiry(queued.Message.ExpiresAt);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Bind}: {Count} messages were found in the store that nobody had announced")]
    private static partial void LogFound(ILogger logger, BindKey bind, int count);

    /// <summary>How far a lane has been walked through.</summary>
    private sealed class Walk
    {
        public MessageId? After { get; set; }

        public bool IsHurried { get; set; }

        public long RestsUntil { get; set; }
    }
}
