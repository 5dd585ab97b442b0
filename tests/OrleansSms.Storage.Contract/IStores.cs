using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Contract;

/// <summary>The ports of one empty store, as an adapter's tests open it.</summary>
public interface IStores : IAsyncDisposable
{
    IMessageStore Messages { get; }

    IEventLog Events { get; }

    IRecipientStore Recipients { get; }

    IWebhookStore Webhooks { get; }

    IDocumentStore Documents { get; }

    IStoreMaintenance Maintenance { get; }
}
