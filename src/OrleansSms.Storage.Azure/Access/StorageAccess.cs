using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace OrleansSms.Storage.Azure.Access;

/// <summary>The account's tables and the container, with one way of trying again and of counting for both.</summary>
internal sealed class StorageAccess
{
    private readonly AzureStoreOptions _options;
    private readonly TableServiceClient _tables;
    private readonly RequestCounter _tableRequests = new("table");
    private readonly RequestCounter _blobRequests = new("blob");

    public StorageAccess(AzureStoreOptions options)
    {
        _options = options;
        var (tables, blobs) = (new TableClientOptions(), new BlobClientOptions());
        Configure(tables, _tableRequests);
        Configure(blobs, _blobRequests);
        BlobServiceClient service;
        if (options.ConnectionString is { } connection)
        {
            (_tables, service) = (new TableServiceClient(connection, tables), new BlobServiceClient(connection, blobs));
        }
        else if (options is { TableEndpoint: { } tableEndpoint, BlobEndpoint: { } blobEndpoint, Credential: { } credential })
        {
            (_tables, service) = (new TableServiceClient(tableEndpoint, credential, tables), new BlobServiceClient(blobEndpoint, credential, blobs));
        }
        else
        {
            throw new InvalidOperationException("Azure storage needs a connection string, or a table endpoint, a blob endpoint and a credential.");
        }

        Container = service.GetBlobContainerClient(options.Prefix + "store");
    }

    /// <summary>The container of the journal and of what is too large for a row.</summary>
    public BlobContainerClient Container { get; }

    /// <summary>Requests so far, tries again included.</summary>
    public long Requests => _tableRequests.Count + _blobRequests.Count;

    /// <summary>A table of this store.</summary>
    public TableClient Table(string name) => _tables.GetTableClient(_options.Prefix + name);

    /// <summary>Makes the container and the tables that are missing.</summary>
    public Task CreateAsync(IEnumerable<string> tables, CancellationToken cancellationToken) => Refusal.GuardAsync(async () =>
    {
        await Container.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        foreach (var name in tables)
        {
            await Table(name).CreateIfNotExistsAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    });

    private void Configure(ClientOptions client, RequestCounter counter)
    {
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.MaxRetries = _options.Retries;
        client.Retry.Delay = _options.RetryDelay;
        client.Retry.MaxDelay = _options.MaxRetryDelay;
        client.Retry.NetworkTimeout = _options.RequestTimeout;
        client.AddPolicy(counter, HttpPipelinePosition.PerRetry);
    }
}
