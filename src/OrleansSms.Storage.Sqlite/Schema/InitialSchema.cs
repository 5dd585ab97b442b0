namespace OrleansSms.Storage.Sqlite.Schema;

/// <summary>
/// Version 1. Times are Unix microseconds; statuses and categories are the numbers of their enumerations; accounts, carriers and binds are numbers
/// of <c>names</c>. The table of messages has no index over all of its rows: a random one halves the writer's speed after a few million.
/// </summary>
internal static class InitialSchema
{
    public const string Sql = """
        CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

        CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

        -- What has happened to messages and is not in their rows yet: one row a commit.
        CREATE TABLE journal (position INTEGER PRIMARY KEY, entries BLOB NOT NULL);

        CREATE TABLE messages (
            key INTEGER PRIMARY KEY,          -- the time-ordered half of the id
            tail INTEGER NOT NULL,            -- the random half
            position INTEGER NOT NULL,        -- the row holds what the journal says up to here
            account INTEGER NOT NULL,
            status INTEGER NOT NULL,
            category INTEGER NOT NULL,
            bind INTEGER NOT NULL,            -- 0 = none
            intent INTEGER,                   -- the bind that is about to send it
            recipient INTEGER NOT NULL,
            counted INTEGER NOT NULL,         -- counts towards the recipient's cap
            due_at INTEGER,
            record BLOB NOT NULL              -- everything else
        );
        CREATE INDEX messages_queue ON messages (bind, category, key) WHERE status = 3;
        CREATE INDEX messages_due ON messages (due_at) WHERE due_at IS NOT NULL AND status IN (1, 2, 4);
        CREATE INDEX messages_intended ON messages (intent) WHERE intent IS NOT NULL;
        CREATE INDEX messages_counted ON messages (recipient, account, key) WHERE counted = 1;

        CREATE TABLE batches (
            key INTEGER PRIMARY KEY, tail INTEGER NOT NULL, account INTEGER NOT NULL,
            accepted INTEGER NOT NULL, rejected INTEGER NOT NULL, created_at INTEGER NOT NULL,
            first_key INTEGER NOT NULL, first_tail INTEGER NOT NULL, last_key INTEGER NOT NULL, last_tail INTEGER NOT NULL
        );

        CREATE TABLE idempotency (
            number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, request_hash BLOB NOT NULL, at INTEGER NOT NULL, answer BLOB NOT NULL
        );

        CREATE TABLE binds (bind INTEGER PRIMARY KEY, epoch INTEGER NOT NULL);

        CREATE TABLE open_receipts (
            carrier INTEGER NOT NULL, smsc_id TEXT NOT NULL, segment INTEGER NOT NULL, message INTEGER NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (carrier, smsc_id, segment)
        ) WITHOUT ROWID;

        -- All events that one commit caused for one account; their ids are (at, position, index within the payload).
        CREATE TABLE events (
            account INTEGER NOT NULL, position INTEGER NOT NULL, at INTEGER NOT NULL, count INTEGER NOT NULL, payload BLOB NOT NULL,
            PRIMARY KEY (account, position)
        ) WITHOUT ROWID;

        CREATE TABLE inbound (
            key INTEGER PRIMARY KEY, tail INTEGER NOT NULL, account INTEGER NOT NULL, carrier INTEGER NOT NULL, received_at INTEGER NOT NULL,
            segments INTEGER NOT NULL, complete INTEGER NOT NULL, sender TEXT NOT NULL, destination TEXT NOT NULL, encoding TEXT NOT NULL,
            keyword TEXT, body TEXT NOT NULL
        );
        CREATE INDEX inbound_account ON inbound (account, key);

        CREATE TABLE inbound_parts (
            key INTEGER PRIMARY KEY, tail INTEGER NOT NULL, carrier INTEGER NOT NULL, received_at INTEGER NOT NULL, reference INTEGER NOT NULL,
            total INTEGER NOT NULL, number INTEGER NOT NULL, sender TEXT NOT NULL, destination TEXT NOT NULL,
            mode INTEGER NOT NULL, data_coding INTEGER NOT NULL, locking_shift INTEGER NOT NULL, single_shift INTEGER NOT NULL, body BLOB NOT NULL
        );

        CREATE TABLE recipients (msisdn INTEGER PRIMARY KEY, state BLOB NOT NULL);

        CREATE TABLE webhook_progress (endpoint TEXT PRIMARY KEY, at INTEGER, position INTEGER, number INTEGER) WITHOUT ROWID;

        CREATE TABLE webhook_pending (
            endpoint TEXT NOT NULL, position INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL,
            message_key INTEGER, message_tail INTEGER, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL,
            PRIMARY KEY (endpoint, position, number)
        ) WITHOUT ROWID;

        CREATE TABLE documents (kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id));
        CREATE INDEX documents_owner ON documents (kind, owner, id);
        """;
}
