using System.Reflection;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Contract.Events;
using OrleansSms.Storage.Contract.Messages;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Azure.Tests.Store;

// The contracts once more, with all that a commit leads to done before it is answered: what is read then comes from tables.
[Collection(StorageAccountCollection.Name)]
public sealed class SealedCommitTests(StorageAccount account) : CommitContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => SealedStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class SealedChangeTests(StorageAccount account) : ChangeContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => SealedStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class SealedIdempotencyTests(StorageAccount account) : IdempotencyContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => SealedStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class SealedIntentTests(StorageAccount account) : IntentContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => SealedStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class SealedQueueTests(StorageAccount account) : QueueContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => SealedStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class SealedListTests(StorageAccount account) : ListContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => SealedStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class SealedEventLogTests(StorageAccount account) : EventLogContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => SealedStores.OpenAsync(account, time);
}

/// <summary>A store in which nothing stays in memory that need not.</summary>
internal sealed class SealedStores(AzureStores stores) : IStores
{
    public IMessageStore Messages { get; } = SealingProxy.Around(stores.Database);

    public IEventLog Events => stores.Events;

    public IRecipientStore Recipients => stores.Recipients;

    public IWebhookStore Webhooks => stores.Webhooks;

    public IDocumentStore Documents => stores.Documents;

    public IStoreMaintenance Maintenance => stores.Maintenance;

    public static async Task<IStores> OpenAsync(StorageAccount account, TimeProvider time) => new SealedStores(
        await AzureStores.OpenAsync(account, time, static options => (options.HoldFor, options.EventsInMemory, options.RowsPerPage) = (TimeSpan.Zero, 0, 7)));

    public ValueTask DisposeAsync() => stores.DisposeAsync();
}

/// <summary>Writes everything to tables behind each commit.</summary>
public class SealingProxy : DispatchProxy
{
    private AzureDatabase _database = null!;

    public static IMessageStore Around(AzureDatabase database)
    {
        var proxy = Create<IMessageStore, SealingProxy>();
        ((SealingProxy)(object)proxy)._database = database;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_database.Messages, args);
        return answer switch
        {
            Task<CommitResult> one => ThenSealAsync(one),
            Task<IReadOnlyList<CommitResult>> many => ThenSealAsync(many),
            _ => answer,
        };
    }

    private async Task<T> ThenSealAsync<T>(Task<T> commit)
    {
        var result = await commit;
        await _database.FlushAsync();
        return result;
    }
}
