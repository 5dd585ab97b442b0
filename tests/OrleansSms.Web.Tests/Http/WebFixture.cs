using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Accounts;
using OrleansSms.Web.Authentication;
using OrleansSms.Web.Status;

namespace OrleansSms.Web.Tests.Http;

/// <summary>The front end on a real Kestrel, over stand-ins for the grains.</summary>
public sealed class WebFixture : IAsyncLifetime
{
    public const string Key = "sk_account";
    public const string ReadOnlyKey = "sk_reader";
    public const string OtherKey = "sk_other";
    public const string AdminKey = "sk_admin";

    private readonly WebApplication _app;

    public WebFixture()
        : this([])
    {
    }

    internal WebFixture(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(Grains.Factory());
        builder.Services.AddSingleton<IApiKeyHasher, PlainHasher>();
        builder.Services.AddSingleton<IReadinessProbe>(Probe);
        builder.Services.AddOrleansSmsWeb(builder.Configuration, options => options.IsUnavailable = error => error is IOException);
        _app = builder.Build();
        _app.MapOrleansSms();
        AddKey(Key, "acme", Scope.Account);
        AddKey(ReadOnlyKey, "acme", [Scope.MessagesRead]);
        AddKey(OtherKey, "other", Scope.Account);
        AddKey(AdminKey, "operator", Scope.All);
        Grains.Accounts["acme"] = new AccountConfig { Id = "acme" };
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero));

    public StandInProbe Probe { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public IEnumerable<RouteEndpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    internal StandIns Grains { get; } = new();

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    public async Task<Answer> SendAsync(
        string method, string path, string? body = null, string? key = Key, string contentType = "application/json", params (string, string)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        }

        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, all, text, isJson ? JsonDocument.Parse(text).RootElement : default);
    }

    private void AddKey(string key, string account, IReadOnlyList<string> scopes) => Grains.Keys["h:" + key] =
        new ApiKeyConfig { Id = "key_" + key, Account = account, Scopes = scopes, LastFour = key[^4..], Hash = "h:" + key };

    private sealed class PlainHasher : IApiKeyHasher
    {
        public string Hash(string key) => "h:" + key;
    }
}

public sealed class StandInProbe : IReadinessProbe
{
    public string? Reason { get; set; }

    public ValueTask<string?> WhyNotReadyAsync(CancellationToken cancellationToken) => new(Reason);
}

public sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Text, JsonElement Json)
{
    public string? Code => Json.GetProperty("code").GetString();

    public IEnumerable<(string Pointer, string Code)> Errors =>
        Json.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("pointer").GetString()!, e.GetProperty("code").GetString()!));
}
