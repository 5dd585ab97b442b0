namespace OrleansSms.Grains.Hosting;

/// <summary>Removes what is kept for months or years: on which day it goes does not matter.</summary>
internal interface IDailyUpkeep
{
    /// <param name="now">Unix microseconds.</param>
    /// <param name="cancellationToken">The silo stops.</param>
    Task PruneAsync(long now, CancellationToken cancellationToken);
}
