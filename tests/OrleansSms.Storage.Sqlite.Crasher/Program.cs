using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite;
using OrleansSms.Storage.Sqlite.Crasher;

// Lets batches live until it is killed, and prints each step once its commit has completed: what was done, and the batch. A small log makes checkpoints frequent and
// little room in memory makes rows, so that some kills hit one or the other.
const int BatchMessages = 7;
await using var database = SqliteDatabase.Open(
    new SqliteStoreOptions { DataDirectory = args[0], WriterCacheMiB = 8, CheckpointMiB = 1, UnsealedMessages = 200, IndexedInMemory = 64 }, TimeProvider.System, NullLogger.Instance);
var ids = new IdGenerator(TimeProvider.System);
ids.StartAfter(await database.Maintenance.GreatestKeyAsync());
await Task.WhenAll(Enumerable.Range(0, 32).Select(async lane =>
{
    var bind = new BindKey("north", lane);
    var epoch = (await database.Messages.ClaimBindAsync(bind)).Epoch;
    for (var number = 0; ; number++)
    {
        var accepted = Accept(bind, lane, number);
        var batch = accepted.Batch!.Id;
        var messages = accepted.NewMessages.Select(static created => created.Message.Id).ToList();
        await CommitAsync("accepted", batch, accepted, lane % 2 == 0 ? CommitLane.Urgent : CommitLane.Bulk);
        await CommitAsync("armed", batch, new ChangeSet { Intent = new SubmitIntent(bind, epoch, messages) }, CommitLane.Urgent);
        await CommitAsync("sent", batch, Step(messages, MessageStatus.Sent, bind), CommitLane.Urgent);
        if (number % 3 != 0)
        {
            await CommitAsync("delivered", batch, Step(messages, MessageStatus.Delivered, bind), CommitLane.Urgent);
        }
    }
}));

async Task CommitAsync(string step, BatchId batch, ChangeSet set, CommitLane lane)
{
    await database.Messages.CommitAsync(set, lane);
    await Console.Out.WriteLineAsync($"{step} {batch}");
}

ChangeSet Accept(BindKey bind, int lane, int number)
{
    var batch = new BatchId(ids.Next());
    var created = Enumerable.Range(0, BatchMessages).Select(_ => new NewMessage(Message(batch, lane), MessageStatus.Queued, null, bind, null, [])).ToList();
    var record = new BatchRecord
    {
        Id = batch,
        Account = created[0].Message.Account,
        Accepted = BatchMessages,
        Rejected = 0,
        CreatedAt = number,
        First = created[0].Message.Id,
        Last = created[^1].Message.Id,
    };
    return new ChangeSet { NewMessages = created, Batch = record, Idempotency = RequestKeys.Record(batch) };
}

Message Message(BatchId batch, int lane) => new()
{
    Id = new MessageId(ids.Next()),
    Account = $"acc_{lane}",
    To = new Msisdn(447700900123),
    From = "SHOP",
    Body = "Hello",
    Segments = 1,
    Batch = batch,
    CountsTowardsCap = true,
};

static ChangeSet Step(List<MessageId> messages, MessageStatus to, BindKey bind) => new() { Changes = [.. messages.Select(id => Change(id, to, bind))] };

static MessageChange Change(MessageId id, MessageStatus to, BindKey bind)
{
    var receipt = new ReceiptKey(bind.Carrier, id.Key.ToString("X", CultureInfo.InvariantCulture), 0);
    var change = new MessageChange { Id = id, To = to, At = id.Key, Entry = new TimelineEntry(id.Key, TimelineKind.Submitted) };
    return to == MessageStatus.Sent
        ? change with { SentSegments = 1, SmscMessageId = receipt.SmscMessageId, OpenReceipt = receipt }
        : change with { DeliveredSegments = 1, CloseReceipt = receipt };
}
