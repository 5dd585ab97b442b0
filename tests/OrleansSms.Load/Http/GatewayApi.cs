using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Http;

/// <summary>What a customer can ask of the gateway after the load: its messages, their timelines, its metrics.</summary>
internal sealed class GatewayApi : IDisposable
{
    private const int PageMessages = 200;
    private static readonly TimeSpan ImportLook = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _client;

    public GatewayApi(IPEndPoint endPoint)
    {
        _client = new HttpClient { BaseAddress = new Uri($"http://{endPoint}"), Timeout = TimeSpan.FromSeconds(60) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Gateway.Key);
    }

    /// <summary>Every message created since then, newest first.</summary>
    public async IAsyncEnumerable<StoredMessage> ListAsync(
        DateTimeOffset from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/v1/messages?limit={PageMessages}&created_from={from:yyyy-MM-ddTHH:mm:ss.ffffffZ}");
        string? cursor = null;
        do
        {
            using var page = await GetAsync(cursor is null ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}", cancellationToken);
            foreach (var item in page.RootElement.GetProperty("data").EnumerateArray())
            {
                if (StoredMessage.TryRead(item) is { } message)
                {
                    yield return message;
                }
            }

            cursor = page.RootElement.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
    }

    /// <summary>Whether a message's timeline has an entry of that kind.</summary>
    public async Task<bool> HasEntryAsync(string message, string kind, CancellationToken cancellationToken)
    {
        using var timeline = await GetAsync($"/v1/messages/{message}/timeline", cancellationToken);
        return timeline.RootElement.GetProperty("data").EnumerateArray().Any(entry => entry.GetProperty("kind").GetString() == kind);
    }

    /// <summary>Its metrics now. Not while something is measured: it takes the gateway some milliseconds.</summary>
    public async Task<Counters> CountersAsync(CancellationToken cancellationToken) =>
        new(await _client.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken));

    /// <summary>Posts final statuses there from now on. Answers the secret.</summary>
    public async Task<string> AddWebhookAsync(Uri url, CancellationToken cancellationToken)
    {
        string[] types = ["message.delivered", "message.undelivered", "message.failed", "message.expired"];
        using var answer = await SendAsync(HttpMethod.Post, "/v1/webhook_endpoints", new { url, event_types = types }, cancellationToken);
        return answer.RootElement.GetProperty("secret").GetString()!;
    }

    /// <summary>The binds as it knows them; none while it cannot say.</summary>
    public async Task<IReadOnlyList<BindSeen>> TryListBindsAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var binds = await GetAsync("/v1/binds", cancellationToken);
            return
            [
                .. binds.RootElement.GetProperty("data").EnumerateArray()
                    .Select(static bind => new BindSeen(bind.GetProperty("bound").GetBoolean(), bind.GetProperty("silo").GetString())),
            ];
        }
        catch (Exception e) when (e is LoadException or HttpRequestException)
        {
            return [];
        }
    }

    /// <summary>The events behind a place, at most so many; and the place behind them.</summary>
    public async Task<(IReadOnlyList<EventSeen> Events, string? Next)> ListEventsAsync(string? cursor, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/v1/events?limit={PageMessages}");
        using var page = await GetAsync(cursor is null ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}", cancellationToken);
        var events = page.RootElement.GetProperty("data").EnumerateArray().Select(EventSeen.Read).ToList();
        return (events, page.RootElement.GetProperty("next_cursor").GetString());
    }

    /// <summary>Changes the carrier's TPS while the gateway runs; 0 = no limit.</summary>
    public async Task LimitCarrierAsync(int perSecond, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Patch, "/v1/carriers/" + Gateway.CarrierId, new { tps_limit = perSecond }, cancellationToken);
    }

    /// <summary>Changes something of the gateway's configuration.</summary>
    public async Task ChangeAsync(string path, object change, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Patch, path, change, cancellationToken);
    }

    /// <summary>Has every one of these numbers consent, by an import, and waits for its end.</summary>
    public async Task ImportConsentsAsync(IEnumerable<string> numbers, string purpose, CancellationToken cancellationToken)
    {
        using var import = await SendAsync(HttpMethod.Post, "/v1/imports", new { consent = new { purpose, wording = "Load", all_rows = true } }, cancellationToken);
        var path = "/v1/imports/" + import.RootElement.GetProperty("id").GetString();
        using var file = new StringContent("number\n" + string.Join('\n', numbers), Encoding.UTF8, "text/csv");
        using var sent = await _client.PutAsync(new Uri(path + "/file", UriKind.Relative), file, cancellationToken);
        sent.EnsureSuccessStatusCode();
        while (true)
        {
            using var state = await GetAsync(path, cancellationToken);
            switch (state.RootElement.GetProperty("status").GetString())
            {
                case "finished":
                    return;
                case "failed" or "canceled":
                    throw new LoadException("The import of consents failed: " + state.RootElement);
                default:
                    await Task.Delay(ImportLook, cancellationToken);
                    break;
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private Task<JsonDocument> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    private async Task<JsonDocument> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _client.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonDocument.Parse(answer)
            : throw new LoadException($"{method} {path} was answered with {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer)}");
    }
}
