using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrleansSms.Server.Tests.Security;

/// <summary>One operation of the API, as the OpenAPI document has it.</summary>
/// <param name="Method">GET, POST and so on.</param>
/// <param name="Pattern">The path, with parameters in braces.</param>
/// <param name="Scope">What its key must be allowed to do; null = any key.</param>
/// <param name="IsStream">Whether its answer has no end.</param>
internal sealed partial record ApiPath(HttpMethod Method, string Pattern, string? Scope, bool IsStream)
{
    /// <summary>The first part behind /v1.</summary>
    public string Collection => Pattern.Split('/')[2];

    public bool HasId => Pattern.Contains('{', StringComparison.Ordinal);

    /// <summary>The name of the first parameter.</summary>
    public string Parameter => FirstParameter().Match(Pattern).Groups[1].Value;

    public bool IsAdmin => Scope == "admin";

    public string With(string id) => FirstParameter().Replace(Pattern, Uri.EscapeDataString(id), 1);

    public override string ToString() => $"{Method} {Pattern}";

    /// <summary>Every operation that the gateway documents.</summary>
    public static async Task<IReadOnlyList<ApiPath>> ReadAllAsync(Api api)
    {
        var paths = (await api.GetAsync("/openapi/v1.json")).Expect(200).Json.GetProperty("paths");
        return [.. paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => Of(path.Name, operation)))];
    }

    private static ApiPath Of(string pattern, JsonProperty operation)
    {
        var scope = ScopeText().Match(operation.Value.Text("description") ?? "");
        return new ApiPath(
            HttpMethod.Parse(operation.Name), pattern, scope.Success ? scope.Groups[1].Value : null,
            operation.Value.GetProperty("responses").GetRawText().Contains("text/event-stream", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex FirstParameter();

    [GeneratedRegex("Scope: `([^`]+)`")]
    private static partial Regex ScopeText();
}
