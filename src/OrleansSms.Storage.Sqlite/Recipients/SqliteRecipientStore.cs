using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Recipients;

/// <inheritdoc/>
internal sealed class SqliteRecipientStore(Writer writer, ReaderPool readers) : IRecipientStore
{
    private const string Put = """
        INSERT INTO recipients (msisdn, state) VALUES (?1, ?2)
        ON CONFLICT DO UPDATE SET state = excluded.state
        """;

    /// <inheritdoc/>
    public ValueTask<RecipientState?> ReadAsync(Msisdn recipient, CancellationToken cancellationToken = default) =>
        readers.ReadHereAsync(connection => Read(connection, recipient), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<Msisdn, RecipientState>> ReadManyAsync(
        IReadOnlyList<Msisdn> recipients, CancellationToken cancellationToken = default) =>
        readers.ReadHereAsync<IReadOnlyDictionary<Msisdn, RecipientState>>(
            connection =>
            {
                var known = new Dictionary<Msisdn, RecipientState>();
                foreach (var recipient in recipients)
                {
                    if (Read(connection, recipient) is { } state)
                    {
                        known[recipient] = state;
                    }
                }

                return known;
            },
            cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task WriteAsync(Msisdn recipient, RecipientState state, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(CommitLane.Urgent, 1, session => Write(session, recipient, state), cancellationToken);

    /// <inheritdoc/>
    public Task<long> ClaimShardAsync(int shard, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(CommitLane.Urgent, 1, session => session.Shards.Raise(shard), cancellationToken);

    private static RecipientState? Read(Connection connection, Msisdn recipient)
    {
        using var row = connection.Prepare("SELECT state FROM recipients WHERE msisdn = ?1").Bind(1, recipient.Digits);
        return row.Step() ? RecipientStateJson.Read(row.GetBytes(0)) : null;
    }

    private static bool Write(WriteSession session, Msisdn recipient, RecipientState state)
    {
        if (state.IsDefault)
        {
            session.Connection.Prepare("DELETE FROM recipients WHERE msisdn = ?1").Bind(1, recipient.Digits).Run();
            return true;
        }

        session.Connection.Prepare(Put)
            .Bind(1, recipient.Digits)
            .Bind(2, RecipientStateJson.Write(state))
            .Run();
        return true;
    }
}
