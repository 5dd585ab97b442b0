using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Maintenance;

/// <inheritdoc/>
internal sealed class SqliteMaintenance(Writer writer, ReaderPool readers, MessageStage stage) : IStoreMaintenance
{
    private const string Probe = "INSERT INTO counters (name, value) VALUES ('probes', 1) ON CONFLICT DO UPDATE SET value = value + 1";

    /// <summary>Reads the greatest message key that any row has.</summary>
    public const string Greatest = """
        SELECT max(coalesce((SELECT max(key) FROM messages), 0), coalesce((SELECT max(key) FROM batches), 0),
            coalesce((SELECT max(key) FROM inbound), 0), coalesce((SELECT max(key) FROM inbound_parts), 0))
        """;

    private readonly Pruner _pruner = new();

    /// <inheritdoc/>
    public async Task<string?> ProbeAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await writer.WriteAsync(CommitLane.Urgent, 1, WriteProbe, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (StoreUnavailableException refusal)
        {
            return refusal.Message;
        }
    }

    /// <inheritdoc/>
    public Task<ulong> GreatestKeyAsync(CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => (ulong)Math.Max(stage.Greatest, connection.Scalar(Greatest)), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> PruneAsync(long now, Retention retention, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(CommitLane.Bulk, Pruner.RowsPerStep, session => _pruner.Step(session, now, retention), cancellationToken);

    private static bool WriteProbe(WriteSession session)
    {
        session.Connection.Prepare(Probe).Run();
        return true;
    }
}
