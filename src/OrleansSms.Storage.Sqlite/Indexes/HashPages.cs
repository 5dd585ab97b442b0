namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>Hashes are even, so the page that a hash stands on needs no table: the range of hashes is cut into as many equal parts as there are pages.</summary>
internal static class HashPages
{
    public static int PageOf(ulong hash, int pages) => (int)Math.BigMul(hash, (ulong)pages, out _);

    /// <summary>Least hash of a page.</summary>
    public static ulong FirstOf(int page, int pages) => (ulong)((((UInt128)(uint)page << 64) + (uint)pages - 1) / (uint)pages);

    /// <summary>Greatest hash of a page.</summary>
    public static ulong LastOf(int page, int pages) => page + 1 == pages ? ulong.MaxValue : FirstOf(page + 1, pages) - 1;
}
