using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Http;

/// <summary>What a customer can ask of the gateway after the load: its messages, their timelines, its metrics.</summary>
internal sealed class GatewayApi : IDisposable
{
    private const int PageMessages = 200;

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

    /// <summary>The sum of a counter over its labels, by the beginning of its name in the Prometheus text; 0 when it has counted nothing.</summary>
    public async Task<double> CounterAsync(string name, CancellationToken cancellationToken)
    {
        var text = await _client.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken);
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > 1)
            .Sum(fields => double.Parse(fields[1], CultureInfo.InvariantCulture));
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonDocument> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonDocument.Parse(body)
            : throw new LoadException($"GET {path} was answered with {(int)response.StatusCode}: {Encoding.UTF8.GetString(body)}");
    }
}
