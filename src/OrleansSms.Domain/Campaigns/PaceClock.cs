namespace OrleansSms.Domain.Campaigns;

/// <summary>
/// When a campaign may go on under its pace: each unit of work moves the time of the next by what it takes. What was not used is not saved up, so that a pause is not
/// followed by a burst.
/// </summary>
/// <param name="NextAt">When the next unit may go, in microseconds of a monotonic clock.</param>
public readonly record struct PaceClock(long NextAt)
{
    /// <summary>Parts of a second that a unit of work takes at most: so small that an edited pace and the carriers' windows see no bursts.</summary>
    private const double UnitSeconds = 0.25;

    /// <summary>How many recipients to take up at once, at most <paramref name="most"/>.</summary>
    public static int UnitFor(CampaignPace? pace, int most) => pace is null ? most : (int)Math.Clamp(pace.PerSecond * UnitSeconds, 1, most);

    /// <summary>The clock after something was sent.</summary>
    public PaceClock After(CampaignPace? pace, int messages, int segments, long now)
    {
        if (pace is null)
        {
            return default;
        }

        var taken = (pace.InSegments ? segments : messages) / pace.PerSecond;
        return new PaceClock(Math.Max(NextAt, now) + (long)(taken * UnixMicros.PerSecond));
    }

    /// <summary>How long to wait.</summary>
    public TimeSpan WaitAt(long now) => NextAt <= now ? TimeSpan.Zero : TimeSpan.FromMicroseconds(NextAt - now);
}
