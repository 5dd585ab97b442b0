using System.Net.Http.Headers;
using System.Text.Json;

namespace OrleansSms.TestKit.Gateway;

/// <summary>One server-sent event.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">What its line <c>event</c> says.</param>
/// <param name="Json">Its data.</param>
public sealed record StreamedEvent(string Id, string Type, JsonElement Json);

/// <summary>A listener of <c>GET /v1/events/stream</c>.</summary>
public sealed class EventFollower : IDisposable
{
    // Only a gateway that is stuck takes this long.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);
    private static readonly HttpClient Http = new() { Timeout = Timeout.InfiniteTimeSpan };

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventFollower(HttpResponseMessage response, StreamReader lines) => (_response, _lines) = (response, lines);

    public string? ContentType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>Connects, and completes when the gateway has said that it listens too.</summary>
    public static async Task<EventFollower> OpenAsync(GatewayProcess gateway, string? lastEventId = null, string key = GatewayProcess.AdminKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Url, "/v1/events/stream"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Limit);
        response.EnsureSuccessStatusCode();
        return new EventFollower(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event; null when the gateway has ended the stream.</summary>
    public async Task<StreamedEvent?> NextAsync()
    {
        var fields = new Dictionary<string, string>();
        while (await _lines.ReadLineAsync().WaitAsync(Limit) is { } line)
        {
            if (line.Length == 0 && fields.Count > 0)
            {
                return new StreamedEvent(fields["id"], fields["event"], JsonDocument.Parse(fields["data"]).RootElement);
            }

            // A line that begins with a colon is a comment.
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                fields.Add(line[..colon], line[(colon + 2)..]);
            }
        }

        return null;
    }

    /// <summary>Reads on to the event of a message and a type; answers everything up to it.</summary>
    public async Task<IReadOnlyList<StreamedEvent>> ReadToAsync(string message, string type)
    {
        var read = new List<StreamedEvent>();
        while (await NextAsync() is { } next)
        {
            read.Add(next);
            if (next.Type == type && next.Json.GetProperty("data").GetProperty("id").GetString() == message)
            {
                return read;
            }
        }

        throw new EndOfStreamException($"The gateway ended the stream before {type} of {message}; it had sent {read.Count} events.");
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
