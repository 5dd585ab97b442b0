using System.Security.Cryptography;
using System.Text;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Moving;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Events;
using OrleansSms.Storage.Sqlite.Importing;
using OrleansSms.Storage.Sqlite.Maintenance;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Segments;

namespace OrleansSms.Storage.Sqlite.Moving;

/// <summary>Reads what a database is made of.</summary>
internal sealed class HeadReader(NameTable names, string dataDirectory)
{
    private const string LastEvent = "SELECT coalesce(max(position), 0), coalesce(max(at), 0) FROM events";

    private const string LastPosition = $"SELECT value FROM counters WHERE name = '{EventBuffer.PositionCounter}'";

    private const string Audiences = """
        SELECT account FROM contact_fields UNION SELECT account FROM contacts UNION SELECT account FROM engagement UNION SELECT account FROM engagement_progress
        """;

    /// <summary>Whose an import is, only its document says.</summary>
    private const string Imports = """
        SELECT d.owner, p.import, p.last, p.created, p.updated, p.skipped FROM import_progress p JOIN documents d ON d.kind = 'import' AND d.id = p.import
        """;

    public StoreHead Read(Connection connection, int erasures)
    {
        using var snapshot = new Snapshot(connection);
        var (position, unixMs) = ReadLastEvent(connection);
        var files = ImportFolder.List(dataDirectory);
        var head = new StoreHead
        {
            Fingerprint = "",
            Counts = Count(connection, files.Count, erasures),
            EventPosition = Math.Max(position, connection.Scalar(LastPosition)),
            EventUnixMs = unixMs,
            GreatestKey = (ulong)connection.Scalar(SqliteMaintenance.Greatest),
            Epochs = ReadEpochs(connection),
            Parts = InboundPartTable.ReadAll(connection, names),
            Logs = ReadNames(connection, "SELECT DISTINCT account FROM events"),
            Audiences = ReadNames(connection, Audiences),
            Endpoints = ReadTexts(connection, "SELECT endpoint FROM webhook_progress"),
            Snapshots = ReadSnapshots(connection),
            Imports = ReadImports(connection),
            Files = files,
        };
        return head with { Fingerprint = FingerprintOf(connection, head) };
    }

    private static Dictionary<MovedKind, long> Count(Connection connection, int files, int erasures) => new()
    {
        [MovedKind.Documents] = connection.Scalar("SELECT count(*) FROM documents"),
        [MovedKind.Recipients] = connection.Scalar("SELECT count(*) FROM recipients"),
        [MovedKind.Contacts] = connection.Scalar("SELECT count(*) FROM contacts"),
        [MovedKind.Engagement] = connection.Scalar("SELECT count(*) FROM engagement"),
        [MovedKind.Snapshots] = connection.Scalar($"SELECT count(*) FROM segment_snapshot_totals WHERE {SqliteSegmentSnapshots.IsWhole}"),
        [MovedKind.ImportFiles] = files,
        [MovedKind.Webhooks] = connection.Scalar("SELECT (SELECT count(*) FROM webhook_progress) + (SELECT count(*) FROM webhook_pending)"),
        [MovedKind.Erasures] = erasures,
        [MovedKind.Batches] = connection.Scalar("SELECT count(*) FROM batches"),
        [MovedKind.Inbound] = connection.Scalar("SELECT count(*) FROM inbound"),
        [MovedKind.Answers] = AnswerPage.Count(connection),
        [MovedKind.Receipts] = connection.Scalar(ReceiptPage.Count),
        [MovedKind.Events] = connection.Scalar("SELECT coalesce(sum(count), 0) FROM events"),
        [MovedKind.Messages] = connection.Scalar("SELECT count(*) FROM messages"),
    };

    private static (long Position, long UnixMs) ReadLastEvent(Connection connection)
    {
        using var row = connection.Prepare(LastEvent);
        row.Step();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private List<(BindKey Bind, long Epoch)> ReadEpochs(Connection connection)
    {
        var epochs = new List<(BindKey, long)>();
        using var rows = connection.Prepare("SELECT bind, epoch FROM binds ORDER BY bind");
        while (rows.Step())
        {
            epochs.Add((names.BindOf(rows.GetInt32(0))!.Value, rows.GetInt64(1)));
        }

        return epochs;
    }

    private List<string> ReadNames(Connection connection, string sql)
    {
        var found = new List<string>();
        using var rows = connection.Prepare(sql);
        while (rows.Step())
        {
            found.Add(names.NameOf(rows.GetInt32(0)));
        }

        return found;
    }

    private static List<string> ReadTexts(Connection connection, string sql)
    {
        var found = new List<string>();
        using var rows = connection.Prepare(sql);
        while (rows.Step())
        {
            found.Add(rows.GetText(0));
        }

        return found;
    }

    private Dictionary<string, string> ReadSnapshots(Connection connection)
    {
        var snapshots = new Dictionary<string, string>();
        using var rows = connection.Prepare($"SELECT snapshot, account FROM segment_snapshot_totals WHERE {SqliteSegmentSnapshots.IsWhole}");
        while (rows.Step())
        {
            snapshots.Add(rows.GetText(0), rows.GetInt32(1) is > 0 and var account ? names.NameOf(account) : "");
        }

        return snapshots;
    }

    private static List<(string Account, ImportCheckpoint Checkpoint)> ReadImports(Connection connection)
    {
        var imports = new List<(string, ImportCheckpoint)>();
        using var rows = connection.Prepare(Imports);
        while (rows.Step())
        {
            imports.Add((rows.GetText(0), new ImportCheckpoint(rows.GetText(1), new Msisdn(rows.GetInt64(2)), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5))));
        }

        return imports;
    }

    /// <summary>Whoever runs on a store claims binds, commits events or writes documents: each of them shows here.</summary>
    private static string FingerprintOf(Connection connection, StoreHead head)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(string.Join(' ', head.Counts.OrderBy(static count => count.Key)) + $" {head.EventPosition} {head.GreatestKey} " + string.Join(' ', head.Epochs));
        Add($" {connection.Scalar("SELECT max(position) FROM journal")} {connection.Scalar("SELECT coalesce(sum(length(state)), 0) FROM recipients")} ");
        using var rows = connection.Prepare("SELECT kind, id, json FROM documents ORDER BY rowid");
        while (rows.Step())
        {
            Add(rows.GetText(0));
            Add(rows.GetText(1));
            hash.AppendData(rows.GetBytes(2));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
