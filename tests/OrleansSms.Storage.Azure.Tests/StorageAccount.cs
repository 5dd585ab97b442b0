using System.Diagnostics.CodeAnalysis;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace OrleansSms.Storage.Azure.Tests;

/// <summary>One storage account for all tests of Orleans' providers; each test works in tables, clusters or services of its own.</summary>
public sealed class StorageAccount : IAsyncLifetime
{
    private Azurite? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    public TableServiceClient Tables => new(ConnectionString);

    public BlobServiceClient Blobs => new(ConnectionString);

    /// <summary>A name that no other test has.</summary>
    public static string Unique(string name) => name + Guid.NewGuid().ToString("N")[..12];

    public async Task InitializeAsync() => _azurite = await Azurite.StartAsync();

    public Task DisposeAsync() => _azurite!.DisposeAsync().AsTask();
}

[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "xunit calls it a collection.")]
public sealed class StorageAccountCollection : ICollectionFixture<StorageAccount>
{
    public const string Name = "storage account";
}
