using System.Numerics;

namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>Which runs become one, pure: eight of about the same size. So an entry is written once for each eightfold, and few runs stand side by side.</summary>
internal static class MergeRules
{
    /// <summary>Runs of one size that become one. A run of the next size holds about as many times the entries.</summary>
    public const int Width = 8;

    /// <summary>Entries of the greatest run: 256 MiB, of which the removal gives the space back at once.</summary>
    public const int MaxEntries = 1 << 24;

    private const int WidthBits = 3;

    /// <summary>The oldest runs of the least size that has enough of them; empty when there is nothing to do.</summary>
    /// <param name="runs">All, oldest first.</param>
    /// <param name="least">Entries that are written as a run at once.</param>
    public static IReadOnlyList<Run> Pick(IReadOnlyList<Run> runs, int least)
    {
        var sizes = runs.GroupBy(run => SizeOf(run, least)).Where(static size => size.Count() >= Width).OrderBy(static size => size.Key);
        foreach (var size in sizes)
        {
            var oldest = size.Take(Width).ToList();
            if (oldest.Sum(static run => (long)run.Count) <= MaxEntries)
            {
                return oldest;
            }
        }

        return [];
    }

    /// <summary>How many eightfolds of the least a run is. One that has lost a few entries counts as what it was.</summary>
    private static int SizeOf(Run run, int least) => (BitOperations.Log2(((uint)run.Count / (uint)least) + 1) + 1) / WidthBits;
}
