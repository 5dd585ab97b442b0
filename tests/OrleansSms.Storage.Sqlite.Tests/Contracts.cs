using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Contract.Contacts;
using OrleansSms.Storage.Contract.Documents;
using OrleansSms.Storage.Contract.Events;
using OrleansSms.Storage.Contract.Importing;
using OrleansSms.Storage.Contract.Messages;
using OrleansSms.Storage.Contract.Recipients;
using OrleansSms.Storage.Contract.Segments;
using OrleansSms.Storage.Contract.Webhooks;

namespace OrleansSms.Storage.Sqlite.Tests;

public sealed class CommitTests : CommitContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class ChangeTests : ChangeContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class IdempotencyTests : IdempotencyContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class IntentTests : IntentContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class QueueTests : QueueContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class ListTests : ListContract
{
    // A page that looks at fewer rows than there are.
    protected override Task<IStores> OpenAsync(TimeProvider time) =>
        Task.FromResult<IStores>(SqliteStores.Open(time, options => options.RowsPerPage = 7));
}

public sealed class EventLogTests : EventLogContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class DocumentStoreTests : DocumentStoreContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class RecipientStoreTests : RecipientStoreContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class ErasureTests : ErasureContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class WebhookStoreTests : WebhookStoreContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class ContactStoreTests : ContactStoreContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time, options => options.RowsPerPage = 7));
}

public sealed class EngagementStoreTests : EngagementStoreContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class SegmentSnapshotTests : SegmentSnapshotContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class ImportFilesTests : ImportFilesContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}

public sealed class RetentionTests : RetentionContract
{
    protected override Task<IStores> OpenAsync(TimeProvider time) => Task.FromResult<IStores>(SqliteStores.Open(time));
}
