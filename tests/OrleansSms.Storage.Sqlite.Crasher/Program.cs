using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite;

// Writes messages until it is killed, and prints the id of each once its commit has completed. A small log makes checkpoints frequent, so that some
// kills hit one.
await using var database = SqliteDatabase.Open(
    new SqliteStoreOptions { DataDirectory = args[0], WriterCacheMiB = 8, CheckpointMiB = 1 }, TimeProvider.System, NullLogger.Instance);
var ids = new IdGenerator(TimeProvider.System);
ids.StartAfter(await database.Maintenance.GreatestKeyAsync());
await Task.WhenAll(Enumerable.Range(0, 32).Select(async lane =>
{
    while (true)
    {
        var message = new Message
        {
            Id = new MessageId(ids.Next()),
            Account = $"acc_{lane}",
            To = new Msisdn(447700900123),
            From = "SHOP",
            Body = "Hello",
            Segments = 1,
        };
        var set = new ChangeSet { NewMessages = [new NewMessage(message, MessageStatus.Queued, null, new BindKey("north", 0), null, [])] };
        await database.Messages.CommitAsync(set, lane % 2 == 0 ? CommitLane.Urgent : CommitLane.Bulk);
        await Console.Out.WriteLineAsync(message.Id.ToString());
    }
}));
