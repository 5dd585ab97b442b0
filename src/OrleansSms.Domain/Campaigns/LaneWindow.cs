namespace OrleansSms.Domain.Campaigns;

/// <summary>
/// How many of a campaign's messages may wait in lanes: some seconds of what the carriers take, so that they never stand still, and no more, so that an edited text, pace or cap
/// and the winner of a test come through soon, and the store is no queue.
/// </summary>
public static class LaneWindow
{
    /// <summary>Seconds of work that wait.</summary>
    private const double Seconds = 2;

    /// <summary>At least a unit of work and one more: while one is being accepted the other goes.</summary>
    private const int Least = 2_000;

    /// <summary>A quarter of a lane: several campaigns find room in it side by side.</summary>
    private const int Most = 5_000;

    /// <summary>The window at a rate in segments a second; 0 = the carriers know no limit.</summary>
    public static int Of(double effectiveTps) => effectiveTps <= 0 ? Most : (int)Math.Clamp(effectiveTps * Seconds, Least, Most);
}
