using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Storage.Contract.Contacts;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Storage.Contract.Recipients;

/// <summary>Taking a person out.</summary>
public abstract class ErasureContract : StoreContract
{
    private static readonly Msisdn Person = new(447700900123);

    private IErasureStore Erasures => ((IErasableStores)Stores).Erasures;

    private IErasureLog Log => ((IErasableStores)Stores).ErasureLog;

    [Fact]
    public async Task A_message_loses_text_and_number_and_keeps_where_it_stands()
    {
        var message = await SentAsync();

        Assert.Equal(1, await Erasures.EraseMessagesAsync([message.Id]));

        var read = await Read(message.Id);
        Assert.Equal((true, "", MessageStatus.Sent, 1), (read.Message.To.IsNone, read.Message.Body, read.Status, read.Message.Segments));
        Assert.Null(read.Message.ClientReference);
        Assert.Null(read.SmscMessageId);
        Assert.Empty((await Store.ListAsync(new MessageFilter { Account = Account, To = Person })).Items);
        Assert.All((await Store.ReadTimelineAsync(message.Id))!, entry => Assert.Null(entry.Detail));
        Assert.Equal(0, await Erasures.EraseMessagesAsync([message.Id]));
    }

    [Fact]
    public async Task A_receipt_that_comes_later_still_counts()
    {
        var message = await SentAsync();
        await Erasures.EraseMessagesAsync([message.Id]);

        await Commit(New.Delivered(message.Id) with { Entry = new TimelineEntry(New.Now, TimelineKind.Receipt, Detail: "DELIVRD") });

        var read = await Read(message.Id);
        Assert.Equal((true, MessageStatus.Delivered), (read.Message.To.IsNone, read.Status));
        Assert.Equal("DELIVRD", (await Store.ReadTimelineAsync(message.Id))![^1].Detail);
    }

    [Fact]
    public async Task A_message_that_may_still_be_sent_keeps_its_number()
    {
        var message = await Queued();

        Assert.Equal(0, await Erasures.EraseMessagesAsync([message.Id, New.Id()]));

        Assert.Equal(message.Body, (await Read(message.Id)).Message.Body);
    }

    [Fact]
    public async Task It_counts_towards_no_cap_any_more()
    {
        var message = New.Message() with { CountsTowardsCap = true };
        await Commit(New.Queued(Bind, message));
        await Commit(New.Sent(message.Id));
        Assert.Single(await Store.ReadCountedAsync([Person], Account, 0));

        await Erasures.EraseMessagesAsync([message.Id]);

        Assert.Empty(await Store.ReadCountedAsync([Person], Account, 0));
    }

    [Fact]
    public async Task A_message_from_a_handset_loses_text_and_number_also_where_events_show_it()
    {
        var stop = New.Inbound();
        await Commit(new ChangeSet
        {
            Inbound = [stop],
            Events = [(Account, new LoggedEvent { Type = EventType.ContactOptedOut, At = New.Now, Message = stop.Id, Reason = "stop" })],
        });

        Assert.Equal(1, await Erasures.EraseInboundAsync([stop.Id, New.Id()]));

        var read = Assert.Single((await Store.ListInboundAsync(Account, null, 10)).Items);
        Assert.Equal(("", "", "stop", stop.To), (read.From, read.Body, read.Keyword, read.To));
        Assert.Equal(read, Assert.Single(await Stores.Events.ReadRecordsAsync(Account, null, 10)).Inbound);
        Assert.Equal(0, await Erasures.EraseInboundAsync([stop.Id]));
    }

    [Fact]
    public async Task Parts_of_messages_that_never_became_whole_go()
    {
        await Commit(new ChangeSet { NewParts = [New.Part()] });

        await Erasures.EraseTracesAsync(Account, Person);

        Assert.Empty(await Store.ReadPartsAsync(Carrier));
    }

    [Fact]
    public async Task What_was_erased_can_be_scoured_while_messages_go_on()
    {
        var message = await SentAsync();
        await Erasures.EraseMessagesAsync([message.Id]);
        var other = await Queued();

        while (!await Erasures.ScourAsync())
        {
        }

        Assert.True((await Read(message.Id)).Message.To.IsNone);
        Assert.Equal(other.Body, (await Read(other.Id)).Message.Body);
    }

    [Fact]
    public async Task Every_number_of_which_anything_is_held_is_listed()
    {
        await Queued();
        await Commit(new ChangeSet { Inbound = [New.Inbound() with { From = "+447700900777" }] });
        await Stores.Recipients.WriteAsync(new Msisdn(447700900888), new() { Language = "fr" });
        await ((IAudienceStores)Stores).Contacts.WriteAsync(
            Account, [new ContactChange(new Msisdn(447700900555), new ContactPatch { Fields = new Dictionary<string, FieldValue>() }, ContactMode.Merge, new ContactId(New.Id().Value), New.Now)]);
        await ((IAudienceStores)Stores).Engagement.AddAsync(
            OtherAccount, new Dictionary<Msisdn, Engagement> { [new(447700900666)] = new Engagement { Sent = 1 } }, new EventId(1, 1, 0));
        await Commit(new ChangeSet { NewParts = [New.Part() with { From = "447700900444" }] });
        var inSnapshots = await OnlyInSnapshotsAsync();

        var found = new HashSet<Msisdn>();
        string? cursor = null;
        do
        {
            var page = await Erasures.ListNumbersAsync(cursor);
            found.UnionWith(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Superset(new HashSet<Msisdn> { Person, new(447700900777), new(447700900888), new(447700900555), new(447700900666), new(447700900444) }, found);
        Assert.Superset(inSnapshots, found);
    }

    [Fact]
    public async Task Orders_are_remembered()
    {
        var order = new ErasureOrder("era_1", Account, "abc", 5);
        await Log.AppendAsync(order);
        await Log.AppendAsync(order with { Id = "era_2" });

        Assert.Equal([order, order with { Id = "era_2" }], await Log.ReadAsync());
    }

    /// <summary>Contacts that stand in snapshots and have been deleted since: more than one look takes in.</summary>
    private async Task<HashSet<Msisdn>> OnlyInSnapshotsAsync()
    {
        var audience = (IAudienceStores)Stores;
        Msisdn[] numbers = [.. Enumerable.Range(1, 12).Select(static number => new Msisdn(447400000000 + number))];
        foreach (var number in numbers)
        {
            var (id, patch) = (new ContactId(New.Id().Value), new ContactPatch { Fields = new Dictionary<string, FieldValue>() });
            await audience.Contacts.WriteAsync(OtherAccount, [new ContactChange(number, patch, ContactMode.Merge, id, New.Now)]);
            Assert.True(FilterParser.TryParse("", out var everybody, out _));
            Assert.Equal(1, await audience.Snapshots.TakeAsync($"snap {number}", OtherAccount, everybody, New.Now));
            Assert.True(await audience.Contacts.DeleteAsync(OtherAccount, id));
        }

        return [.. numbers];
    }

    private async Task<Message> SentAsync()
    {
        var message = New.Message() with { ClientReference = "Smith" };
        await Commit(New.Queued(Bind, message));
        await Commit(New.Sent(message.Id, smscId: "7") with { Entry = new TimelineEntry(New.Now, TimelineKind.Decided, Detail: "zone=Europe/London") });
        return message;
    }
}
