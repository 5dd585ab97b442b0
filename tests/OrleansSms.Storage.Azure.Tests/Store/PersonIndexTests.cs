using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Azure.Persons;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>What the index by person spares, and what of it is there after a crash.</summary>
[Collection(StorageAccountCollection.Name)]
public sealed class PersonIndexTests(StorageAccount account)
{
    private const string Account = "acc_one";
    private const int Others = 3_000;

    private static readonly BindKey Bind = new("north", 0);
    private static readonly Msisdn Person = new(447700900123);

    private readonly Samples _samples = new(TimeProvider.System);

    [Fact]
    public async Task A_person_is_found_among_thousands_by_a_few_requests()
    {
        await using var stores = await AzureStores.OpenAsync(account, configure: static options => options.RowsPerPage = 100);
        var sent = await WriteAsync(stores);
        await stores.ReopenAsync();
        var before = stores.Database.Requests;

        var page = await stores.Messages.ListAsync(new MessageFilter { Account = Account, To = Person, Limit = 10 });
        var inbound = await stores.Messages.ListInboundOfAsync(Account, Person, null, 10);

        Assert.Equal((sent, null), (Assert.Single(page.Items).Message.Id, page.Next));
        Assert.Equal("+447700900123", Assert.Single(inbound.Items).From);
        Assert.InRange(stores.Database.Requests - before, 1, 8);
    }

    [Fact]
    public async Task What_a_crash_left_in_the_journal_alone_is_found_once()
    {
        await using var stores = await AzureStores.OpenAsync(account);
        var sent = await WriteAsync(stores);
        await stores.CrashAsync();
        await stores.Database.FlushAsync();
        await stores.CrashAsync();

        var page = await stores.Messages.ListAsync(new MessageFilter { Account = Account, To = Person, Limit = 10 });

        Assert.Equal(sent, Assert.Single(page.Items).Message.Id);
        Assert.Single((await stores.Messages.ListInboundOfAsync(Account, Person, null, 10)).Items);
    }

    [Fact]
    public async Task Rows_of_a_store_that_had_no_index_are_walked_through()
    {
        await using var stores = await AzureStores.OpenAsync(account);
        var sent = await WriteAsync(stores);
        await stores.Database.FlushAsync();
        await stores.ForgetAsync(PersonRows.Table);
        await stores.ReopenAsync();

        var page = await stores.Messages.ListAsync(new MessageFilter { Account = Account, To = Person, Limit = 10 });

        Assert.Equal(sent, Assert.Single(page.Items).Message.Id);
        Assert.Single((await stores.Messages.ListInboundOfAsync(Account, Person, null, 10)).Items);
    }

    [Fact]
    public void A_hash_of_an_account_and_a_number_never_changes()
    {
        Assert.Equal(PersonRows.HashOf(Account, Person), PersonRows.HashOf("acc_one", new Msisdn(447700900123)));
        Assert.NotEqual(PersonRows.HashOf(Account, Person), PersonRows.HashOf("acc_two", Person));
        var parts = Enumerable.Range(0, 25_600).CountBy(static i => PersonRows.HashOf(Account, new Msisdn(447700900000 + i)) >> 24).ToList();
        Assert.Equal(256, parts.Count);
        Assert.All(parts, static part => Assert.InRange(part.Value, 50, 200));
    }

    private async Task<MessageId> WriteAsync(AzureStores stores)
    {
        var person = _samples.Message(Account, Person.Digits);
        await CommitAsync(stores, [person, .. Enumerable.Range(0, Others).Select(i => _samples.Message(Account, 447700910000 + i))]);
        await stores.Messages.CommitAsync(
            new ChangeSet { Inbound = [_samples.Inbound(Account), .. Enumerable.Range(0, 50).Select(i => _samples.Inbound(Account) with { From = $"+4477009200{i:00}" })] }, CommitLane.Bulk);
        return person.Id;
    }

    private async Task CommitAsync(AzureStores stores, IReadOnlyList<Message> messages)
    {
        foreach (var page in messages.Chunk(1_000))
        {
            await stores.Messages.CommitAsync(new ChangeSet { NewMessages = [.. page.Select(message => _samples.Queued(Bind, message))] }, CommitLane.Bulk);
            await stores.Messages.CommitAsync(new ChangeSet { Changes = [.. page.Select(message => _samples.Change(message.Id, MessageStatus.Failed))] }, CommitLane.Bulk);
        }
    }
}
