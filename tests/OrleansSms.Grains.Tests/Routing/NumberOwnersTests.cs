using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Accounts;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Tests.Routing;

[Collection(SharedGateway.Name)]
public sealed class NumberOwnersTests(Gateway gateway)
{
    [Fact]
    public async Task Who_comes_while_a_changed_account_is_being_read_is_told_of_the_change_too()
    {
        var scene = gateway.NewScene();
        var documents = new SlowDocuments(gateway.Documents);
        using var owners = new NumberOwners(documents, new FakeTimeProvider());
        var number = $"61{scene.Account["acc_".Length..].PadLeft(3, '0')}";
        Assert.Null(await owners.FindAsync(number));

        await gateway.Documents.Accounts().WriteAsync(scene.Account, scene.Account, new AccountConfig { Id = scene.Account, DefaultFrom = number });
        owners.Changed();
        documents.Hold();
        var first = owners.FindAsync(number).AsTask();
        var second = owners.FindAsync("+" + number).AsTask();
        documents.Release();

        Assert.Equal((scene.Account, scene.Account), (await first, await second));
    }

    /// <summary>A document store whose lists are held back.</summary>
    private sealed class SlowDocuments(IDocumentStore store) : IDocumentStore
    {
        private TaskCompletionSource? _held;

        public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _held!.SetResult();

        public Task<Document?> ReadAsync(string kind, string id, CancellationToken cancellationToken = default) => store.ReadAsync(kind, id, cancellationToken);

        public Task WriteAsync(string kind, Document document, CancellationToken cancellationToken = default) => store.WriteAsync(kind, document, cancellationToken);

        public Task<bool> AddAsync(string kind, Document document, CancellationToken cancellationToken = default) => store.AddAsync(kind, document, cancellationToken);

        public Task<bool> DeleteAsync(string kind, string id, CancellationToken cancellationToken = default) => store.DeleteAsync(kind, id, cancellationToken);

        public async Task<IReadOnlyList<Document>> ListAsync(string kind, string? owner, string? after, int limit, CancellationToken cancellationToken = default)
        {
            await (_held?.Task ?? Task.CompletedTask);
            return await store.ListAsync(kind, owner, after, limit, cancellationToken);
        }
    }
}
