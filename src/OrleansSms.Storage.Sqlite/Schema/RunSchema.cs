namespace OrleansSms.Storage.Sqlite.Schema;

/// <summary>
/// Version 2: what is found by a random key is found through sorted runs. The index over counted messages is taken over and dropped at the start; answers of the table
/// <c>idempotency</c> stay where they are for the day that they live.
/// </summary>
internal static class RunSchema
{
    public const string Sql = """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,            -- what it is an index of
            whole INTEGER NOT NULL,           -- 0 = not finished, or no longer needed: its pages are removed
            count INTEGER NOT NULL,           -- entries, at most
            pages INTEGER NOT NULL,
            newest INTEGER NOT NULL,          -- greatest reference
            mark INTEGER NOT NULL,            -- it covers its table up to this number
            filtered INTEGER NOT NULL         -- its filter stands behind its pages
        );

        CREATE TABLE run_pages (key INTEGER PRIMARY KEY, entries BLOB NOT NULL);  -- run and page; sorted hashes, each with its reference

        CREATE TABLE answers (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, answers BLOB NOT NULL);  -- those of one commit, and when the last was given

        CREATE TABLE counted (number INTEGER PRIMARY KEY, entries BLOB NOT NULL);  -- those of one commit that no run covers
        """;
}
