using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Contract.Contacts;
using OrleansSms.Storage.Contract.Documents;
using OrleansSms.Storage.Contract.Events;
using OrleansSms.Storage.Contract.Importing;
using OrleansSms.Storage.Contract.Messages;
using OrleansSms.Storage.Contract.Recipients;
using OrleansSms.Storage.Contract.Segments;
using OrleansSms.Storage.Contract.Webhooks;

namespace OrleansSms.Storage.Azure.Tests.Store;

[Collection(StorageAccountCollection.Name)]
public sealed class CommitTests(StorageAccount account) : CommitContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class ChangeTests(StorageAccount account) : ChangeContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class IdempotencyTests(StorageAccount account) : IdempotencyContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class IntentTests(StorageAccount account) : IntentContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class QueueTests(StorageAccount account) : QueueContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class ListTests(StorageAccount account) : ListContract
{
    // A page that looks at fewer rows than there are.
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time, options => options.RowsPerPage = 7);
}

[Collection(StorageAccountCollection.Name)]
public sealed class EventLogTests(StorageAccount account) : EventLogContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class DocumentStoreTests(StorageAccount account) : DocumentStoreContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class RecipientStoreTests(StorageAccount account) : RecipientStoreContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class ErasureTests(StorageAccount account) : ErasureContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class WebhookStoreTests(StorageAccount account) : WebhookStoreContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class ContactStoreTests(StorageAccount account) : ContactStoreContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time, options => options.RowsPerPage = 7);
}

[Collection(StorageAccountCollection.Name)]
public sealed class EngagementStoreTests(StorageAccount account) : EngagementStoreContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class SegmentSnapshotTests(StorageAccount account) : SegmentSnapshotContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class ImportFilesTests(StorageAccount account) : ImportFilesContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}

[Collection(StorageAccountCollection.Name)]
public sealed class RetentionTests(StorageAccount account) : RetentionContract
{
    protected override async Task<IStores> OpenAsync(TimeProvider time) => await AzureStores.OpenAsync(account, time);
}
