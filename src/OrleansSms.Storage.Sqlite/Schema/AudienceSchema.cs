namespace OrleansSms.Storage.Sqlite.Schema;

/// <summary>
/// Contacts, in the order of their numbers: an import that comes in that order writes each page once, and a segment is counted by reading one account's rows from
/// end to end, with how messages have fared beside them in the same order.
/// </summary>
internal static class AudienceSchema
{
    public const string Sql = """
        CREATE TABLE contacts (
            account INTEGER NOT NULL, number INTEGER NOT NULL,
            key INTEGER NOT NULL,             -- the time-ordered half of the id
            tail INTEGER NOT NULL,            -- the random half
            record BLOB NOT NULL,
            PRIMARY KEY (account, number)
        ) WITHOUT ROWID;
        CREATE UNIQUE INDEX contacts_id ON contacts (account, key);

        -- Names of fields; a record has their numbers.
        CREATE TABLE contact_fields (account INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (account, number)) WITHOUT ROWID;

        CREATE TABLE engagement (
            account INTEGER NOT NULL, number INTEGER NOT NULL,
            sent INTEGER NOT NULL, delivered INTEGER NOT NULL, clicked INTEGER NOT NULL, replied INTEGER NOT NULL,
            sent_at INTEGER NOT NULL, delivered_at INTEGER NOT NULL, clicked_at INTEGER NOT NULL, replied_at INTEGER NOT NULL,
            PRIMARY KEY (account, number)
        ) WITHOUT ROWID;

        CREATE TABLE engagement_progress (account INTEGER PRIMARY KEY, at INTEGER NOT NULL, position INTEGER NOT NULL, number INTEGER NOT NULL);

        CREATE TABLE import_progress (
            import TEXT PRIMARY KEY, last INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL, skipped INTEGER NOT NULL
        ) WITHOUT ROWID;

        -- Numbers of a page, each as what it is more than the one before.
        CREATE TABLE segment_snapshots (snapshot TEXT NOT NULL, page INTEGER NOT NULL, numbers BLOB NOT NULL, PRIMARY KEY (snapshot, page)) WITHOUT ROWID;
        CREATE TABLE segment_snapshot_totals (snapshot TEXT PRIMARY KEY, total INTEGER NOT NULL) WITHOUT ROWID;
        """;
}
