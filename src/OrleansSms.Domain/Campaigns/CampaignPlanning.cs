namespace OrleansSms.Domain.Campaigns;

/// <summary>How a campaign plans the units of its work, pure.</summary>
public static class CampaignPlanning
{
    /// <summary>Units that are planned and kept at once: so many share one write.</summary>
    public const int UnitsAtOnce = 32;

    /// <summary>Recipients of a unit: so few that what is more urgent does not wait long while one is made.</summary>
    public const int MaxUnit = 250;

    /// <summary>Plans the next units, up to the end of the audience.</summary>
    /// <param name="progress">How far it has come.</param>
    /// <param name="pace">Its pace.</param>
    /// <param name="audienceSize">Its recipients.</param>
    /// <param name="pageSize">Recipients of a page of the audience; no unit reaches over the end of one.</param>
    /// <param name="newBatch">Makes the id of a unit's batch.</param>
    public static CampaignProgress PlanOn(this CampaignProgress progress, CampaignPace? pace, long audienceSize, int pageSize, Func<string> newBatch)
    {
        var (units, next) = (new List<PlannedUnit>(progress.Planned), progress.Next);
        for (var i = 0; i < UnitsAtOnce && next < audienceSize; i++)
        {
            var count = PaceClock.UnitFor(pace, (int)Math.Min(Math.Min(MaxUnit, pageSize - (next % pageSize)), audienceSize - next));
            units.Add(new PlannedUnit(progress.Pass, next, count, newBatch()));
            next += count;
        }

        return progress with { Planned = units, Next = next };
    }

    /// <summary>Forgets what was planned and has not begun: it is planned anew, from its first recipient on. Units begin in their order, so nothing that has begun stands behind it.</summary>
    public static CampaignProgress WithoutThoseNotBegun(this CampaignProgress progress, IReadOnlySet<string> begun)
    {
        var dropped = progress.Planned.Where(unit => !begun.Contains(unit.Batch)).ToList();
        return dropped.Count == 0
            ? progress
            : progress with { Planned = [.. progress.Planned.Except(dropped)], Next = dropped.Min(static unit => unit.From) };
    }
}
