using Microsoft.Extensions.Time.Testing;

namespace OrleansSms.Storage.Contract;

/// <summary>What every store must do, whatever it is made of. An adapter derives a class from each contract and says how to open it.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected const string Account = "acc_one";
    protected const string OtherAccount = "acc_two";
    protected const string Carrier = "north";

    protected static readonly BindKey Bind = new(Carrier, 0);
    protected static readonly BindKey OtherBind = new(Carrier, 1);

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    protected IStores Stores { get; private set; } = null!;

    protected IMessageStore Store => Stores.Messages;

    protected Samples New { get; }

    protected StoreContract() => New = new Samples(Time);

    public async Task InitializeAsync() => Stores = await OpenAsync(Time);

    public async Task DisposeAsync() => await Stores.DisposeAsync();

    /// <summary>Opens an empty store.</summary>
    protected abstract Task<IStores> OpenAsync(TimeProvider time);

    protected Task<CommitResult> Commit(ChangeSet set) => Store.CommitAsync(set, CommitLane.Urgent);

    protected Task<CommitResult> Commit(params NewMessage[] messages) => Commit(new ChangeSet { NewMessages = messages });

    protected Task<CommitResult> Commit(params MessageChange[] changes) => Commit(new ChangeSet { Changes = changes });

    protected async Task<MessageRecord> Read(MessageId id) => Assert.Single(await Store.ReadAsync([id]));

    /// <summary>Writes a message that waits in the lane of <see cref="Bind"/>.</summary>
    protected async Task<Message> Queued(int segments = 1)
    {
        var created = New.Queued(Bind, New.Message() with { Segments = segments });
        await Commit(created);
        return created.Message;
    }

    protected async Task<EventType[]> EventTypes(string account = Account) =>
        [.. (await Stores.Events.ReadAsync(account, null, int.MaxValue)).Select(entry => entry.Type)];
}
