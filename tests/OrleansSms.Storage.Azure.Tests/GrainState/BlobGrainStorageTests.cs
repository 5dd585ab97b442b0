using Azure.Storage.Blobs;
using Orleans.Storage;
using OrleansSms.Storage.Azure.GrainState;

namespace OrleansSms.Storage.Azure.Tests.GrainState;

[Collection(StorageAccountCollection.Name)]
public sealed class BlobGrainStorageTests(StorageAccount account) : GrainStateTests, IAsyncLifetime
{
    private readonly BlobContainerClient _blobs = account.Blobs.GetBlobContainerClient(BlobGrainStorage.DefaultName);

    private protected override IGrainStorage Storage => new BlobGrainStorage("Test", _blobs, Tools);

    public Task InitializeAsync() => _blobs.CreateIfNotExistsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task State_beyond_what_a_table_keeps_is_kept()
    {
        var text = new string('x', 3 * StateChunks.MaxBytes);
        await WriteAsync(text);

        Assert.Equal(text, (await ReadAsync()).State!.Text);
    }

    [Fact]
    public async Task The_blob_is_called_as_the_official_provider_calls_it()
    {
        await WriteAsync("first");

        var blob = await _blobs.GetBlobClient($"state-{Grain}.json").DownloadContentAsync();

        Assert.Equal("{\"Text\":\"first\"}", blob.Value.Content.ToString());
    }
}
