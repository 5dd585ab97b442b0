using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansSms.Load.Offering;

namespace OrleansSms.Load.Http;

/// <summary>A message as the gateway knows it.</summary>
internal sealed record StoredMessage(MessageKey Key, string Id, string Status, string? Reason)
{
    /// <summary>Whether nothing more can become of it.</summary>
    public bool IsFinal => Status is "delivered" or "undelivered" or "failed" or "expired" or "canceled" or "suppressed";

    /// <summary>Whether it ended, or waits to end, without anybody knowing whether the carrier has it.</summary>
    public bool IsUncertain => Status is "failed" or "sending" && Reason == "uncertain";

    /// <summary>Null for a message that this tool did not send.</summary>
    public static StoredMessage? TryRead(JsonElement item)
    {
        var to = item.GetProperty("to").GetString()!;
        var body = Encoding.UTF8.GetBytes(item.GetProperty("body").GetString()!);
        if (!Tag.TryRead(body, out _, out var request))
        {
            return null;
        }

        var reason = item.TryGetProperty("status_reason", out var value) ? value.GetString() : null;
        var key = new MessageKey(request, long.Parse(to.AsSpan(1), CultureInfo.InvariantCulture));
        return new StoredMessage(key, item.GetProperty("id").GetString()!, item.GetProperty("status").GetString()!, reason);
    }
}
