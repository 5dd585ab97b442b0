namespace OrleansSms.Storage.Sqlite.Schema;

/// <summary>Version 4: what erasing a person needs.</summary>
internal static class ErasureSchema
{
    public const string Sql = """
        CREATE TABLE blanks (number INTEGER PRIMARY KEY, octets BLOB NOT NULL);  -- takes up free pages, which loses what they held

        ALTER TABLE segment_snapshot_totals ADD COLUMN account INTEGER NOT NULL DEFAULT 0;
        """;
}
