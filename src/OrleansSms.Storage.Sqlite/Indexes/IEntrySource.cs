using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>What a run is made of: entries in memory, or other runs.</summary>
internal interface IEntrySource
{
    int Count { get; }

    /// <summary>Greatest reference.</summary>
    long Newest { get; }

    /// <summary>All entries of its table up to this row stand here, or in runs that are older.</summary>
    long Mark { get; }

    /// <summary>Adds the entries between two hashes, those included, to <paramref name="to"/>, nearly in the order of their hashes.</summary>
    void Collect(Connection connection, ulong first, ulong last, List<IndexEntry> to);
}
