using System.Text;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;
using OrleansSms.Domain.Segments;
using OrleansSms.Domain.Webhooks;
using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Importing;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Moving;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Sqlite;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>Something of everything that a store can hold.</summary>
internal sealed class FullStore(SqliteDatabase store, Samples samples)
{
    public const string Kind = "carrier";

    private const string Account = "acc_one";
    private const string Endpoint = "whk_1";
    private const string Import = "imp_1";
    private const string Snapshot = "seg_1";

    /// <summary>Several blocks of contacts, a page of a snapshot, and some more.</summary>
    private const int Contacts = 1_100;

    public static readonly Document Document = new("a/b?c", "", "{\"sealed\":\"x\"}"u8.ToArray());

    private static readonly Filter Everybody = Filter.All;
    private static readonly BindKey Bind = StoreSteps.Binds[0];

    private MessageId _queued;

    public async Task FillAsync()
    {
        await FillMessagesAsync();
        await FillAudienceAsync();
        await store.Documents.WriteAsync(Kind, Document);
        await store.Documents.WriteAsync("import", new Document(Import, Account, "{}"u8.ToArray()));
        await store.Documents.WriteAsync("large", new Document("one", Account, Encoding.UTF8.GetBytes($"\"{new string('x', 900_000)}\"")));
        await store.Recipients.WriteAsync(Number(1), new RecipientState { OptOuts = [new OptOut(Account, 5, "msg_1", "STOP")], Language = "fr" });
        await store.Webhooks.WriteAsync(Endpoint, new EventId(5, 2, 0), [new PendingDelivery(new EventId(5, 1, 0), _queued, 2, 500)], []);
        await store.Webhooks.WriteAsync("whk_2", null, [], []);
        await store.ErasureLog.AppendAsync(new ErasureOrder("era_1", Account, "abc", 5));
    }

    /// <summary>What the comparison of samples does not look at.</summary>
    public static async Task ShowsAllAsync(StorePorts expected, StorePorts actual)
    {
        await SameAsync(ports => ports.Messages.ReadPartsAsync(Bind.Carrier));
        await SameAsync(ports => ports.Messages.ListAsync(new MessageFilter { Account = Account, To = Number(3), Limit = 10 }));
        await SameAsync(ports => ports.Messages.ListInboundOfAsync(Account, new Msisdn(447700900123), null, 10));
        await SameAsync(ports => ports.Messages.ReadCountedAsync([Number(3)], Account, 0));
        await SameAsync(async ports => (await ports.Contacts.ReadFieldsAsync(Account)).Names);
        await SameAsync(ports => ports.Contacts.CountAsync(Account, Parse("last > 500"), 0));
        await SameAsync(async ports => (await ports.Contacts.ListAsync(Account, Everybody, 0, null, Contacts)).Items.Select(static contact => contact.Id));
        await SameAsync(ports => ports.Contacts.CountAsync(Account, Parse("sent >= 2"), 0));
        await SameAsync(async ports => $"{await ports.Engagement.ReadCursorAsync(Account)}");
        await SameAsync(ports => ports.Snapshots.ReadPageAsync(Snapshot, 1));
        await SameAsync(ports => ports.Snapshots.ReadPageAsync(Snapshot, 2));
        await SameAsync(ports => Task.FromResult(Octets(ports, ImportFile.Upload, 0)));
        await SameAsync(ports => Task.FromResult(Octets(ports, ImportFile.Run, 3)));

        async Task SameAsync<T>(Func<StorePorts, Task<T>> ask) => Assert.Equivalent(await ask(expected), await ask(actual), strict: true);
    }

    /// <summary>Events, epochs, keys, contacts and uploads are continued, not begun anew.</summary>
    public async Task GoesOnAsync(AzureDatabase moved, AzureAudience audience)
    {
        var last = await moved.Events.LastAsync(Account);
        var claim = await moved.Messages.ClaimBindAsync(Bind);
        var taken = await moved.Messages.CommitAsync(new ChangeSet { Idempotency = samples.Request(9), NewMessages = [samples.Queued(Bind)] }, CommitLane.Urgent);
        await moved.Messages.CommitAsync(new ChangeSet { Changes = [samples.Sent(_queued)] }, CommitLane.Urgent);

        Assert.Equal(3, claim.Epoch);
        Assert.Equal([_queued], claim.Uncertain.Select(static uncertain => uncertain.Message.Id));
        Assert.Equal(CommitOutcome.KeyExists, taken.Outcome);
        var next = Assert.Single(await moved.Events.ReadAsync(Account, last, 10));
        Assert.Equal((EventType.MessageSent, true), (next.Type, next.Id > last!.Value));
        Assert.True(await audience.ImportFiles.AppendAsync(Import, ImportFile.Upload, 5, "more"u8.ToArray(), isLast: true));
        var added = await audience.Contacts.WriteAsync(Account, [Change(Contacts + 1), Change(1, ContactMode.Merge)]);
        Assert.Equal([ContactOutcome.Created, ContactOutcome.Updated], added);
        Assert.Equal(Contacts + 1, await audience.Contacts.CountAsync(Account, Everybody, 0));
        await audience.Engagement.AddAsync(Account, new Dictionary<Msisdn, Engagement> { [Number(1)] = new() { Sent = 1, LastSentAt = 99 } }, new EventId(9, 9, 9));
        await audience.Snapshots.ForgetAsync(Account, Number(2));
        Assert.DoesNotContain(Number(2), await audience.Snapshots.ReadPageAsync(Snapshot, 0));
        Assert.Equal(3, (await audience.Engagement.ReadAsync(Account, [Number(1)]))[Number(1)].Sent);
    }

    private async Task FillMessagesAsync()
    {
        var (queued, sent, counted, batch) = (samples.Queued(Bind), samples.Queued(Bind), samples.Message(to: Number(3).Digits) with { CountsTowardsCap = true }, samples.BatchId());
        _queued = queued.Message.Id;
        await store.Messages.ClaimBindAsync(Bind);
        await store.Messages.ClaimBindAsync(Bind);
        await store.Messages.CommitAsync(
            new ChangeSet
            {
                NewMessages = [queued, sent, samples.Queued(Bind, counted), samples.Scheduled(samples.Now + 5)],
                Idempotency = samples.Request(9),
                Batch = new BatchRecord { Id = batch, Account = Account, Accepted = 1, Rejected = 2, CreatedAt = samples.Now, First = _queued, Last = _queued },
                Inbound = [samples.Inbound(), samples.Inbound("acc_two")],
                NewParts = [samples.Part()],
            },
            CommitLane.Urgent);
        await store.Messages.CommitAsync(
            new ChangeSet
            {
                Intent = new SubmitIntent(Bind, 2, [_queued]),
                Changes = [samples.Sent(sent.Message.Id) with { OpenReceipt = new ReceiptKey(Bind.Carrier, "a:b/c", 0), SmscMessageId = "a:b/c" }],
            },
            CommitLane.Urgent);
    }

    private async Task FillAudienceAsync()
    {
        await store.Contacts.WriteAsync(Account, [.. Enumerable.Range(1, 600).Select(number => Change(number))], new ImportCheckpoint(Import, Number(600), 600, 0, 0));
        await store.Contacts.WriteAsync(Account, [.. Enumerable.Range(601, Contacts - 600).Select(number => Change(number))]);
        await store.Engagement.AddAsync(
            Account, Enumerable.Range(1, 400).ToDictionary(Number, static number => new Engagement { Sent = 2, LastSentAt = number }), new EventId(1, 1, 0));
        await store.Snapshots.TakeAsync(Snapshot, Account, Everybody, 0);
        await store.ImportFiles.AppendAsync(Import, ImportFile.Upload, 0, "begin"u8.ToArray(), isLast: false);
        await using var run = store.ImportFiles.Create(Import, ImportFile.Run, 3);
        run.Write("rows"u8);
    }

    private ContactChange Change(int number, ContactMode mode = ContactMode.Add) => new(
        Number(number),
        new ContactPatch { Fields = new Dictionary<string, FieldValue> { ["last"] = FieldValue.Of(number), [$"field{number % 5}"] = FieldValue.Of("x") } },
        mode,
        new ContactId(samples.Id().Value),
        samples.Now);

    private static Msisdn Number(int last) => new(447700900000 + last);

    private static Filter Parse(string text) => FilterParser.TryParse(text, out var filter, out var error) ? filter : throw new ArgumentException($"{error}");

    private static byte[] Octets(StorePorts ports, ImportFile file, int number)
    {
        using var from = ports.ImportFiles.Open(Import, file, number)!;
        using var octets = new MemoryStream();
        from.CopyTo(octets);
        return octets.ToArray();
    }
}
