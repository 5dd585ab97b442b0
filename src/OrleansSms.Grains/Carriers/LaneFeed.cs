using OrleansSms.Domain.Carriers;

namespace OrleansSms.Grains.Carriers;

/// <summary>Fills the lanes of a bind from the store: a page at a time, when memory is half empty and the store holds more.</summary>
internal sealed class LaneFeed(BindContext context, BindLanes lanes, Recalls recalls, BindStanding standing, BindEnd end, Action moved, CancellationToken stopping)
{
    /// <summary>Rows fetched into a lane at once.</summary>
    private const int PageMessages = 5_000;

    /// <summary>A store that refuses is asked again then.</summary>
    private static readonly TimeSpan StoreRetry = TimeSpan.FromMilliseconds(500);

    private readonly bool[] _fetching = new bool[CategoryRules.LaneCount];

    /// <summary>Begins to fetch what is wanted.</summary>
    public void Fill()
    {
        for (var lane = MessageCategory.Authentication; lane <= MessageCategory.Marketing; lane++)
        {
            if (lanes.WantsPage(lane) && !_fetching[(int)lane])
            {
                _ = end.On(FetchAsync(lane));
            }
        }
    }

    private async Task FetchAsync(MessageCategory lane)
    {
        _fetching[(int)lane] = true;
        lanes.BeginPage(lane);
        try
        {
            var limit = Math.Min(PageMessages, lanes.PageCapacity);
            var page = await context.Store.ReadQueueAsync(context.Key, lane, lanes.Spill(lane).After, limit, stopping);
            await recalls.LearnAsync(page, stopping);
            lanes.AddPage(lane, page, page.Count < limit);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            lanes.AbandonPage();
            standing.Failed(e.Message);
            await Task.Delay(StoreRetry, context.Time);
        }

        _fetching[(int)lane] = false;
        moved();
    }
}
