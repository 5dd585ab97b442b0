using System.Text.Json;

namespace OrleansSms.Load.Http;

/// <summary>A bind as a gateway tells of it.</summary>
internal sealed record BindSeen(bool IsBound, string? Silo);

/// <summary>An event as a customer reads it.</summary>
internal sealed record EventSeen(string Id, string Type, string? Message)
{
    public static EventSeen Read(JsonElement item) => new(
        item.GetProperty("id").GetString()!,
        item.GetProperty("type").GetString()!,
        item.TryGetProperty("data", out var data) && data.TryGetProperty("id", out var id) ? id.GetString() : null);
}
