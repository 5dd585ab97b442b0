using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Tests.Schema;

/// <summary>A database of version 2 under this program.</summary>
public sealed class UpgradeTests
{
    /// <summary>What version 3 has added is taken out, and what it has taken out is put back.</summary>
    private const string AsVersion2 = """
        DROP TABLE blanks; ALTER TABLE segment_snapshot_totals DROP COLUMN account;
        DROP TABLE runs; DROP TABLE run_pages; DROP TABLE answers; DROP TABLE counted;
        CREATE INDEX messages_counted ON messages (recipient, account, key) WHERE counted = 1;
        PRAGMA user_version = 2;
        """;

    private static readonly BindKey Bind = new("north", 0);
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    private Samples New => field ??= new Samples(_time);

    [Fact]
    public async Task Answers_are_found_and_forgotten_after_their_time()
    {
        await using var stores = SqliteStores.Open(_time);
        var request = New.Request(1);
        await DowngradeAsync(stores, request);

        var again = await stores.Messages.CommitAsync(new ChangeSet { Idempotency = New.Request(1, hash: 2) }, CommitLane.Bulk);
        Assert.Equal(CommitOutcome.KeyExists, again.Outcome);
        Assert.Equal(request.Answer.ToArray(), (await stores.Messages.FindAnswerAsync(request.Key))!.Answer.ToArray());

        _time.Advance(Retention.Default.Idempotency + TimeSpan.FromSeconds(1));
        while (await stores.Maintenance.PruneAsync(New.Now, Retention.Default))
        {
        }

        Assert.Null(await stores.Messages.FindAnswerAsync(request.Key));
        var anew = await stores.Messages.CommitAsync(new ChangeSet { Idempotency = New.Request(1, hash: 2) }, CommitLane.Bulk);
        Assert.Equal(CommitOutcome.Written, anew.Outcome);
        Assert.Equal(2, (await stores.Messages.FindAnswerAsync(request.Key))!.RequestHash.Span[0]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(8_192)]
    public async Task What_counts_towards_caps_is_taken_over(int inMemory)
    {
        await using var stores = SqliteStores.Open(_time, options => options.IndexedInMemory = inMemory);
        var messages = Enumerable.Range(0, 200)
            .Select(i => New.Queued(Bind, New.Message("acc_one", 447700900100 + (i % 7)) with { CountsTowardsCap = i % 3 != 0 })).ToList();
        await stores.Messages.CommitAsync(new ChangeSet { NewMessages = messages }, CommitLane.Bulk);
        await DowngradeAsync(stores, New.Request(1));

        await CompareAsync(stores, messages);
        await stores.ReopenAsync();
        await CompareAsync(stores, messages);
    }

    private static async Task CompareAsync(SqliteStores stores, List<NewMessage> messages)
    {
        foreach (var recipient in messages.GroupBy(created => created.Message.To))
        {
            var expected = recipient.Where(created => created.Message.CountsTowardsCap).Select(created => created.Message.Id);
            Assert.Equal(expected, (await stores.Messages.ReadCountedAsync([recipient.Key], "acc_one", 0)).Select(counted => counted.Message.Id));
        }
    }

    private static async Task DowngradeAsync(SqliteStores stores, IdempotencyRecord request)
    {
        await stores.Database.DisposeAsync();
        using (var connection = Connection.Open(Path.Combine(stores.Directory, SqliteDatabase.FileName), readOnly: false, TimeSpan.Zero))
        {
            connection.Execute(AsVersion2);
            connection.Prepare("INSERT INTO idempotency (key, request_hash, at, answer) VALUES (?1, ?2, ?3, ?4)")
                .Bind(1, request.Key.Span).Bind(2, request.RequestHash.Span).Bind(3, request.At).Bind(4, request.Answer.Span).Run();
        }

        await stores.ReopenAsync();
    }
}
