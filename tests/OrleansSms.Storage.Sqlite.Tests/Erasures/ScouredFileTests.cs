using System.Buffers.Binary;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Tests.Erasures;

/// <summary>What is left of a person in the files themselves, octet by octet.</summary>
public sealed class ScouredFileTests
{
    private const string Text = "A text that only this person was sent";

    private static readonly BindKey Bind = new("north", 0);
    private static readonly Msisdn Person = new(447700912345);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    private Samples New => _new ??= new Samples(_time);

    private Samples? _new;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_file_holds_text_or_number_once_it_is_scoured(bool isInRow)
    {
        await using var stores = SqliteStores.Open(_time);
        var messages = await WriteAsync(stores, isInRow);
        var inbound = New.Inbound() with { From = Person.ToString(), Body = Text };
        await stores.Messages.CommitAsync(new ChangeSet { Inbound = [inbound] }, CommitLane.Bulk);
        Assert.True(Holds(stores));

        var erased = await stores.Erasures.EraseMessagesAsync([.. messages.Select(message => message.Id)])
            + await stores.Erasures.EraseInboundAsync([inbound.Id]);
        while (!await stores.Erasures.ScourAsync())
        {
        }

        Assert.Equal(messages.Count + 1, erased);
        Assert.False(Holds(stores));
    }

    [Fact]
    public async Task An_erasure_survives_a_crash_whatever_the_journal_still_says()
    {
        await using var stores = SqliteStores.Open(_time);
        var messages = await WriteAsync(stores, isInRow: false);
        await stores.Erasures.EraseMessagesAsync([messages[0].Id]);
        await stores.Messages.CommitAsync(new ChangeSet { Changes = [New.Delivered(messages[0].Id), New.Delivered(messages[1].Id)] }, CommitLane.Bulk);

        await stores.CrashAsync();

        var read = await stores.Messages.ReadAsync([messages[0].Id, messages[1].Id]);
        Assert.Equal([true, false], read.Select(record => record.Message.To.IsNone));
        Assert.All(read, record => Assert.Equal(MessageStatus.Delivered, record.Status));
        Assert.Equal(4, (await stores.Messages.ReadTimelineAsync(messages[0].Id))!.Count);
    }

    [Fact]
    public async Task A_step_in_the_commit_that_erases_is_not_lost()
    {
        await using var stores = SqliteStores.Open(_time);
        var message = (await WriteAsync(stores, isInRow: false))[0];

        // Both wait for the writer, and so share a commit.
        using var gate = new ManualResetEventSlim();
        var blocked = stores.Database.Writer.WriteAsync(CommitLane.Bulk, 1, _ => gate.Wait(TimeSpan.FromSeconds(30)), default);
        var erasing = stores.Erasures.EraseMessagesAsync([message.Id]);
        var changing = stores.Messages.CommitAsync(new ChangeSet { Changes = [New.Delivered(message.Id)] }, CommitLane.Bulk);
        gate.Set();
        await Task.WhenAll(blocked, erasing, changing);
        await stores.CrashAsync();

        var read = Assert.Single(await stores.Messages.ReadAsync([message.Id]));
        Assert.Equal((true, MessageStatus.Delivered), (read.Message.To.IsNone, read.Status));
    }

    /// <summary>Messages to the person among others, sent.</summary>
    private async Task<IReadOnlyList<Message>> WriteAsync(SqliteStores stores, bool isInRow)
    {
        var messages = Enumerable.Range(0, 40)
            .Select(i => i % 2 == 0 ? New.Message(to: Person.Digits) with { Body = Text } : New.Message(to: 447700900000 + i))
            .ToArray();
        await stores.Messages.CommitAsync(new ChangeSet { NewMessages = [.. messages.Select(message => New.Queued(Bind, message))] }, CommitLane.Bulk);
        await stores.Messages.CommitAsync(new ChangeSet { Changes = [.. messages.Select(message => New.Sent(message.Id, smscId: "7"))] }, CommitLane.Bulk);
        if (isInRow)
        {
            await stores.ReopenAsync();
        }

        return [.. messages.Where(message => message.To == Person)];
    }

    private static bool Holds(SqliteStores stores)
    {
        var files = new DirectoryInfo(stores.Directory).GetFiles(SqliteDatabase.FileName + "*").Where(file => file.Extension != ".db-shm").Select(Read).ToArray();
        return Patterns().Any(pattern => files.Any(file => file.AsSpan().IndexOf(pattern) >= 0));
    }

    private static byte[] Read(FileInfo file)
    {
        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var octets = new byte[stream.Length];
        stream.ReadExactly(octets);
        return octets;
    }

    /// <summary>The text, and the number as text, as a column and as our own octets have it.</summary>
    private static IEnumerable<byte[]> Patterns()
    {
        yield return Encoding.UTF8.GetBytes(Text);
        yield return Encoding.UTF8.GetBytes(Person.ToDigits());
        var column = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(column, Person.Digits);
        yield return column[2..];
        var varint = new List<byte>();
        var rest = (ulong)Person.Digits;
        for (; rest > 0x7f; rest >>= 7)
        {
            varint.Add((byte)(rest | 0x80));
        }

        yield return [.. varint, (byte)rest];
    }
}
