using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Ids;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Contract.Contacts;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>What blocks of contacts promise when there are many of them, and several silos write.</summary>
[Collection(StorageAccountCollection.Name)]
public sealed class AudienceTests(StorageAccount account) : ContactSamples
{
    private const int Many = 3_000;

    [Fact]
    public async Task Blocks_that_were_split_hold_every_contact_once_whatever_order_they_came_in()
    {
        var order = Enumerable.Range(1, Many).OrderBy(static last => last * 7_919 % 3_001).ToArray();
        foreach (var page in order.Chunk(Domain.Contacts.ContactLimits.MaxPage))
        {
            await Audience.Contacts.WriteAsync(Account, [.. page.Select(last => Change(last, ContactMode.Add, ("last", FieldValue.Of(last))))]);
        }

        Assert.Equal(Many, await Audience.Contacts.CountAsync(Account, Filter(""), Now));
        Assert.Equal(Many / 2, await Audience.Contacts.CountAsync(Account, Filter($"last > {Many / 2}"), Now));
        Assert.Equal(order.Reverse(), await ListAsync());
        Assert.Equal(Many, await Audience.Snapshots.TakeAsync("all", Account, Filter(""), Now));
        Assert.Equal(Enumerable.Range(2_001, 1_000).Select(Number), await Audience.Snapshots.ReadPageAsync("all", 2));
    }

    [Fact]
    public async Task Silos_that_write_at_the_same_time_do_not_undo_each_other()
    {
        IContactStore[] silos = [Audience.Contacts, .. Enumerable.Range(0, 2).Select(_ => ((AzureStores)Stores).OpenAnotherAudience().Contacts)];
        var changes = Enumerable.Range(0, 30).Select(last => Change(last, ContactMode.Merge, ($"f{last % 7}", FieldValue.Of(last)))).ToArray();

        var outcomes = await Task.WhenAll(changes.Select((change, i) => silos[i % silos.Length].WriteAsync(Account, [change])));

        Assert.All(outcomes, static outcome => Assert.Equal([ContactOutcome.Created], outcome));
        var contacts = await Audience.Contacts.ReadAsync(Account, [.. changes.Select(static change => change.Number)]);
        Assert.Equal(Enumerable.Range(0, 30).Select(static last => ((string, double))($"f{last % 7}", last)), contacts.Select(static contact => (contact.Fields.Single().Key, contact.Fields.Single().Value.Number)));
    }

    [Fact]
    public async Task A_page_that_touches_more_blocks_than_a_transaction_takes_has_its_checkpoint_in_parts()
    {
        // Far from each other: more blocks than one transaction writes.
        const int Apart = 100;
        for (var first = 1; first <= 15_000; first += 500)
        {
            await Audience.Contacts.WriteAsync(Account, [.. Enumerable.Range(first, 500).Select(last => Change(last * 2, ContactMode.Add))]);
        }

        var page = Enumerable.Range(0, 300).Select(i => Change((i * Apart) + 1)).ToArray();
        await Audience.Contacts.WriteAsync(Account, page, new ImportCheckpoint("imp_1", page[^1].Number));

        Assert.Equal(new ImportCheckpoint("imp_1", page[^1].Number, Created: 300), await Audience.Contacts.ReadCheckpointAsync(Account, "imp_1"));
        Assert.Equal(15_300, await Audience.Contacts.CountAsync(Account, Filter(""), Now));
    }

    [Fact]
    public async Task A_contact_that_is_larger_than_a_row_is_kept_whole()
    {
        var random = new Random(1);
        var fields = Enumerable.Range(0, 90).Select(i => ($"f{i}", FieldValue.Of([.. Enumerable.Range(0, 10).Select(_ => new string([.. Enumerable.Range(0, 900).Select(_ => (char)random.Next('一', '鿿'))]))]))).ToArray();
        await Write(Change(1));

        Assert.Equal(ContactOutcome.Created, await Write(Change(2, ContactMode.Add, fields)));

        Assert.Equal(fields.Select(static field => field.Item2), Assert.Single(await Audience.Contacts.ReadAsync(Account, [Number(2)])).Fields.Values);
        Assert.Equal(2, await Audience.Contacts.CountAsync(Account, Filter(""), Now));
    }

    [Fact]
    public async Task What_happened_adds_up_when_it_is_laid_into_blocks_and_filters_see_all_of_it()
    {
        const int Additions = 70;
        await Fill(400);
        for (var i = 1; i <= Additions; i++)
        {
            // Each time others, among them numbers that are no contacts.
            var happened = Enumerable.Range(0, 100).Select(k => ((i * 37) + (k * 11)) % 1_000).Distinct().ToDictionary(Number, _ => new Engagement { Sent = 1, LastSentAt = i });
            await Audience.Engagement.AddAsync(Account, happened, new EventId(i, i, i));
        }

        var expected = Enumerable.Range(1, Additions).SelectMany(i => Enumerable.Range(0, 100).Select(k => ((i * 37) + (k * 11)) % 1_000).Distinct()).GroupBy(static n => n)
            .ToDictionary(static group => Number(group.Key), static group => (long)group.Count());
        var read = await Audience.Engagement.ReadAsync(Account, [.. Enumerable.Range(0, 1_000).Select(Number)]);
        Assert.Equal(expected.OrderBy(static pair => pair.Key.Digits), read.ToDictionary(static pair => pair.Key, static pair => pair.Value.Sent).OrderBy(static pair => pair.Key.Digits));
        Assert.Equal(new EventId(Additions, Additions, Additions), await Audience.Engagement.ReadCursorAsync(Account));
        var contacts = expected.Where(static pair => pair.Key.Digits > Number(0).Digits && pair.Key.Digits <= Number(400).Digits).ToList();
        Assert.Equal(contacts.Count(static pair => pair.Value >= 8), await Audience.Contacts.CountAsync(Account, Filter("sent >= 8"), Now));
    }

    [Fact]
    public async Task Of_two_silos_that_count_the_same_events_one_is_refused()
    {
        var other = ((AzureStores)Stores).OpenAnotherAudience().Engagement;
        var happened = new Dictionary<Msisdn, Engagement> { [Number(1)] = new() { Sent = 1, LastSentAt = 1 } };
        await Audience.Engagement.ReadCursorAsync(Account);
        await other.ReadCursorAsync(Account);

        await Audience.Engagement.AddAsync(Account, happened, new EventId(1, 1, 1));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => other.AddAsync(Account, happened, new EventId(1, 1, 1)));

        Assert.Equal(1, (await Audience.Engagement.ReadAsync(Account, [Number(1)]))[Number(1)].Sent);
        Assert.Equal(new EventId(1, 1, 1), await other.ReadCursorAsync(Account));
    }

    protected override async Task<Contract.IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);

    private async Task<List<int>> ListAsync()
    {
        var seen = new List<int>();
        var cursor = "";
        while (cursor is not null)
        {
            var page = await Audience.Contacts.ListAsync(Account, Domain.Segments.Filter.All, Now, ContactId.TryParse(cursor, out var id) ? id : null, 500);
            seen.AddRange(page.Items.Select(static contact => (int)contact.Fields["last"].Number));
            cursor = page.Next;
        }

        return seen;
    }
}
