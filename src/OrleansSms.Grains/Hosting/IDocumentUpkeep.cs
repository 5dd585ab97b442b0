namespace OrleansSms.Grains.Hosting;

/// <summary>Removes documents of a kind whose time is over. They are kept for days to years: at which hour they go does not matter.</summary>
internal interface IDocumentUpkeep
{
    /// <param name="now">Unix microseconds.</param>
    /// <param name="cancellationToken">The silo stops.</param>
    Task PruneAsync(long now, CancellationToken cancellationToken);
}
