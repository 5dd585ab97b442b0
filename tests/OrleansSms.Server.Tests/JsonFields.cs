using System.Text.Json;

namespace OrleansSms.Server.Tests;

/// <summary>Reads answers in the words of the API.</summary>
internal static class JsonFields
{
    /// <summary>A string field; null when it is null or absent.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static string? Status(this JsonElement element) => element.Text("status");

    /// <summary>The kinds of a timeline's entries, in order.</summary>
    public static IEnumerable<string?> Kinds(this IEnumerable<JsonElement> timeline) => timeline.Select(entry => entry.Text("kind"));

    /// <summary>The id of what an event is about.</summary>
    public static string? MessageId(this JsonElement entry) => entry.GetProperty("data").Text("id");
}
