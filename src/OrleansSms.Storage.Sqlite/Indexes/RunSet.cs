using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>What an index consists of at one time.</summary>
/// <param name="Recent">Newest entries.</param>
/// <param name="Frozen">Those before, of which a run is being made; null when there are none.</param>
/// <param name="Runs">All others, oldest first.</param>
internal sealed record RunSet(RecentEntries Recent, RecentEntries? Frozen, IReadOnlyList<Run> Runs)
{
    public bool MayHold(ulong hash)
    {
        if (Recent.Holds(hash) || Frozen?.Holds(hash) == true)
        {
            return true;
        }

        for (var i = 0; i < Runs.Count; i++)
        {
            if (Runs[i].MayHold(hash))
            {
                return true;
            }
        }

        return false;
    }

    public void Find(Connection connection, ulong hash, List<IndexEntry> found)
    {
        Recent.Collect(connection, hash, hash, found);
        Frozen?.Collect(connection, hash, hash, found);
        for (var i = 0; i < Runs.Count; i++)
        {
            if (Runs[i].MayHold(hash))
            {
                Runs[i].Collect(connection, hash, hash, found);
            }
        }
    }
}
