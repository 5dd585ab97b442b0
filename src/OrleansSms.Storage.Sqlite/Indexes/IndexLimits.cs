namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>Bounds of an index.</summary>
/// <param name="RecentEntries">Entries in memory of which a run is made; while that goes on, as many again gather.</param>
/// <param name="FilterBytes">Memory for the filters of all runs. Runs beyond it have none, and each look-up reads a page of theirs.</param>
internal sealed record IndexLimits(int RecentEntries, long FilterBytes)
{
    /// <summary>Room for entries in memory: those that come while a run is being made of those before, or with one great commit.</summary>
    public int Capacity { get; } = 2 * RecentEntries;

    /// <summary>
    /// Entries written in one commit at most: about half a millisecond, which is what others in the commit wait.
    /// </summary>
    public int SliceEntries { get; } = 4 * RunBuilder.EntriesPerStep;

    /// <summary>Entries written in one transaction at the start, when nobody waits.</summary>
    public int SettleEntries { get; } = 64 * RunBuilder.EntriesPerStep;

    /// <summary>
    /// Entries written for each that is added. An entry is written once for each eightfold that its run goes through, and removed as often: five sizes need no more than this.
    /// </summary>
    public int WorkPerEntry { get; } = 12;

    /// <summary>Work that is owed at most, while there is none to do: that of a run's worth of entries.</summary>
    public long MaxCredit => Math.Max((long)RecentEntries * WorkPerEntry, SliceEntries);
}
