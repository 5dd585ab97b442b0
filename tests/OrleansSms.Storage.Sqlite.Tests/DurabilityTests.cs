using System.Diagnostics;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Crasher;

namespace OrleansSms.Storage.Sqlite.Tests;

public sealed class DurabilityTests
{
    private const int Lanes = 32;
    private static readonly string[] Steps = ["", "accepted", "armed", "sent", "delivered"];

    [Fact]
    public async Task A_process_that_is_killed_loses_nothing_that_it_has_confirmed_and_leaves_nothing_half()
    {
        var directory = Directory.CreateTempSubdirectory("orleanssms-");
        var confirmed = new Dictionary<BatchId, int>();
        var random = new Random(1);
        for (var round = 0; round < 5; round++)
        {
            await WriteAndKill(directory.FullName, confirmed, random.Next(500, 4_000));

            await using var database = SqliteStores.OpenDatabase(directory.FullName);
            foreach (var (batch, step) in confirmed)
            {
                await CheckAsync(database, batch, step);
            }

            await CheckEventsAsync(database);
            Assert.Null(await database.Maintenance.ProbeAsync());
        }

        directory.Delete(recursive: true);
    }

    /// <summary>All messages of a batch are where it was confirmed to be, or all a step further.</summary>
    private static async Task CheckAsync(SqliteDatabase database, BatchId batch, int step)
    {
        var progress = await database.Messages.ReadBatchAsync(batch);
        var page = await database.Messages.ListAsync(new MessageFilter { Batch = batch });
        Assert.Equal(progress!.Batch.Accepted, page.Items.Count);
        var reached = StepOf(Assert.Single(page.Items.Select(static record => record.Status).Distinct()));
        Assert.InRange(reached, step, step + 1);
        var receipts = await database.Messages.FindReceiptsAsync("north", [.. page.Items.Select(static record => record.SmscMessageId ?? "none")]);
        Assert.Equal(reached == StepOf(MessageStatus.Sent) ? page.Items.Count : 0, receipts.Count);
        await CheckRequestAsync(database, RequestKeys.Record(batch));
    }

    /// <summary>The answer to a batch's request is there, and the request is not taken once more.</summary>
    private static async Task CheckRequestAsync(SqliteDatabase database, IdempotencyRecord request)
    {
        Assert.Equal(request.Answer.ToArray(), (await database.Messages.FindAnswerAsync(request.Key))?.Answer.ToArray());
        var again = await database.Messages.CommitAsync(new ChangeSet { Idempotency = request }, CommitLane.Bulk);
        Assert.Equal(CommitOutcome.KeyExists, again.Outcome);
    }

    /// <summary>Each message of a lane counts towards its recipient's cap, and once.</summary>
    private static async Task CheckCountedAsync(SqliteDatabase database, string account, IEnumerable<MessageRecord> messages)
    {
        var counted = await database.Messages.ReadCountedAsync([new Msisdn(447700900123)], account, 0);
        Assert.Equal(messages.Select(static record => record.Message.Id.Key).Distinct().Order(), counted.Select(static one => one.Message.Id.Key).Order());
    }

    /// <summary>The log tells of every message, and of none that is not there.</summary>
    private static async Task CheckEventsAsync(SqliteDatabase database)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var told = await database.Events.ReadRecordsAsync($"acc_{lane}", null, int.MaxValue);
            Assert.All(told, static entry => Assert.NotNull(entry.Message));
            Assert.All(
                told.GroupBy(static entry => entry.Message!),
                static message => Assert.Equal(Expected(message.Key.Status), message.Select(static entry => entry.Event.Type)));
            await CheckCountedAsync(database, $"acc_{lane}", told.Select(static entry => entry.Message!));
        }
    }

    private static IEnumerable<EventType> Expected(MessageStatus status) =>
        new[] { EventType.MessageAccepted, EventType.MessageQueued, EventType.MessageSent, EventType.MessageDelivered }.Take(Math.Max(StepOf(status), 2));

    private static int StepOf(MessageStatus status) => status switch
    {
        MessageStatus.Queued => 1,
        MessageStatus.Sending => 2,
        MessageStatus.Sent => 3,
        _ => 4,
    };

    private static async Task WriteAndKill(string directory, Dictionary<BatchId, int> confirmed, int steps)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "OrleansSms.Storage.Sqlite.Crasher.dll"), directory])
        {
            RedirectStandardOutput = true,
        };
        using var writing = Process.Start(start)!;
        var lines = 0;
        while (await writing.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line may have been cut off by the kill.
            if (line.Split(' ') is [var step, var text] && BatchId.TryParse(text, out var batch))
            {
                confirmed[batch] = Array.IndexOf(Steps, step);
            }

            if (++lines == steps)
            {
                writing.Kill();
            }
        }

        await writing.WaitForExitAsync();
        Assert.True(lines >= steps, "The writing process ended by itself.");
    }
}
