using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OrleansSms.TestKit.Gateway;

/// <summary>The gateway's HTTP API with one key, where everybody asks it or where the operator does. It follows the gateway over restarts.</summary>
public sealed class Api(GatewayProcess gateway, string key = GatewayProcess.AdminKey, bool atOperatorUrl = false)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(30) });
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object? body = null, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, body, idempotencyKey);

    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body);

    public Task<Answer> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, body);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Sends a file as it is.</summary>
    public Task<Answer> PutFileAsync(string path, byte[] file, string contentType = "text/csv") =>
        SendAsync(HttpMethod.Put, path, new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } });

    /// <summary>Sends a message that is expected to be taken; answers its id.</summary>
    public async Task<string> SubmitAsync(string to, string body = "Hello", string category = "transactional", string from = "Gateway") =>
        (await PostAsync("/v1/messages", new { to, from, body, category })).Expect(202).Id;

    /// <summary>Sends one text to many numbers that are expected to be taken; answers the batch's id.</summary>
    public async Task<string> SubmitBatchAsync(IEnumerable<string> numbers, string body = "Hello") =>
        (await PostAsync("/v1/batches", new { from = "Gateway", body, recipients = numbers.Select(to => new { to }) })).Expect(202).Id;

    public async Task<JsonElement> MessageAsync(string id) => (await GetAsync($"/v1/messages/{id}")).Expect(200).Json;

    /// <summary>All messages of a batch.</summary>
    public async Task<IReadOnlyList<JsonElement>> BatchMessagesAsync(string batch)
    {
        var messages = new List<JsonElement>();
        var cursor = "";
        while (true)
        {
            var page = (await GetAsync($"/v1/batches/{batch}/messages?limit=200{cursor}")).Expect(200);
            messages.AddRange(page.Data);
            if (!page.Json.GetProperty("has_more").GetBoolean())
            {
                return messages;
            }

            cursor = "&cursor=" + page.Json.GetProperty("next_cursor").GetString();
        }
    }

    public async Task<IReadOnlyList<JsonElement>> TimelineAsync(string id) => (await GetAsync($"/v1/messages/{id}/timeline")).Expect(200).Data;

    private Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, string? idempotencyKey = null) => SendAsync(
        method, path, body is null ? null : new StringContent(JsonSerializer.Serialize(body, Json), Encoding.UTF8, "application/json"), idempotencyKey);

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(atOperatorUrl ? gateway.OperatorUrl : gateway.Url, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        request.Content = content;
        using var response = await Http.SendAsync(request);
        return new Answer((int)response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync());
    }
}
