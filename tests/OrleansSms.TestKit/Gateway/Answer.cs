using System.Net.Http.Headers;
using System.Text.Json;

namespace OrleansSms.TestKit.Gateway;

/// <summary>What the gateway answered over HTTP.</summary>
/// <param name="Text">The body as it came.</param>
public sealed record Answer(int Status, HttpResponseHeaders Headers, string Text)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json { get; } = Text.StartsWith('{') ? JsonDocument.Parse(Text).RootElement : default;

    public string Id => Json.GetProperty("id").GetString()!;

    /// <summary>The elements of a list.</summary>
    public IReadOnlyList<JsonElement> Data => [.. Json.GetProperty("data").EnumerateArray()];

    /// <summary>A header's value; null when it is absent.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    /// <summary>This answer, if it has the status; otherwise what it says instead.</summary>
    public Answer Expect(int status) =>
        Status == status ? this : throw new InvalidOperationException($"The gateway answered {Status} instead of {status}: {Text}");
}
