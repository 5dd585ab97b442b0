using System.Text.Json;

namespace OrleansSms.Server.Tests.Audience;

/// <summary>A gateway whose audience is filled by tests; each test has numbers, tags and lists of its own.</summary>
public sealed class Audience : IAsyncLifetime
{
    private int _last;

    public GatewayProcess Gateway { get; private set; } = null!;

    public Api Api => new(Gateway);

    public async Task InitializeAsync() => Gateway = await GatewayProcess.StartAsync();

    public async Task DisposeAsync() => await Gateway.DisposeAsync();

    /// <summary>A number that no other test has, and of which the sandbox makes nothing special.</summary>
    public string NewNumber() => $"+447700{Interlocked.Increment(ref _last) + 10_000}7";

    /// <summary>Sends a file and waits until the import has ended.</summary>
    public async Task<JsonElement> ImportAsync(object options, byte[] file)
    {
        var import = (await Api.PostAsync("/v1/imports", options)).Expect(201);
        (await Api.PutFileAsync(import.Json.GetProperty("file_path").GetString()!, file)).Expect(202);
        return await EndOfImportAsync(import.Id);
    }

    public Task<JsonElement> EndOfImportAsync(string id) => Eventually.ReadAsync(
        async () => (await Api.GetAsync("/v1/imports/" + id)).Expect(200).Json,
        static import => import.GetProperty("status").GetString() is "finished" or "failed" or "canceled");

    public async Task<long> CountAsync(string filter) =>
        (await Api.PostAsync("/v1/segments/preview", new { filter })).Expect(200).Json.GetProperty("count").GetInt64();
}
