using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Erasures;

/// <inheritdoc/>
internal sealed class SqliteErasureStore(Writer writer, ReaderPool readers, WriteSession session, Scourer scourer) : IErasureStore
{
    private const string EraseInbound = "UPDATE inbound SET sender = '', body = '' WHERE key = ?1 AND tail = ?2 AND (sender <> '' OR body <> '')";

    private readonly NumberWalk _walk = new(session.Recent);

    /// <inheritdoc/>
    public Task<int> EraseMessagesAsync(IReadOnlyList<MessageId> messages, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(CommitLane.Bulk, messages.Count, session => messages.Count(id => Erase(session, id)), cancellationToken);

    /// <inheritdoc/>
    public Task<int> EraseInboundAsync(IReadOnlyList<MessageId> messages, CancellationToken cancellationToken = default) => writer.WriteAsync(
        CommitLane.Bulk,
        messages.Count,
        session => messages.Sum(id =>
        {
            session.Connection.Prepare(EraseInbound).Bind(1, id.Key).Bind(2, (long)id.Value.Low).Run();
            return (int)session.Connection.Scalar("SELECT changes()");
        }),
        cancellationToken);

    /// <inheritdoc/>
    public Task EraseTracesAsync(string account, Msisdn number, CancellationToken cancellationToken = default) => writer.WriteAsync(
        CommitLane.Bulk,
        1,
        session =>
        {
            foreach (var part in InboundPartTable.ReadAll(session.Connection, session.Names).Where(part => ErasureRules.NumberOf(part.From) == number))
            {
                InboundPartTable.Remove(session, part.Id);
            }

            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ScourAsync(CancellationToken cancellationToken = default) => scourer.RunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<Page<Msisdn>> ListNumbersAsync(string? cursor, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => _walk.Read(connection, cursor), cancellationToken);

    private static bool Erase(WriteSession session, MessageId id) => session.Recent.Get(id.Key) is { } held
        ? held.Message.Id == id && session.Sealer.Erase(held, session.Names)
        : session.Messages.Erase(id, session.Journal.Position);
}
