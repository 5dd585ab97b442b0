using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansSms.Domain.Auditing;

/// <summary>Finds out what a change of a configuration changes. That a secret was changed is told, not what it is or was.</summary>
public static class AuditChanges
{
    /// <summary>What stands for a secret.</summary>
    public const string Redacted = "\"[redacted]\"";

    private static readonly FrozenSet<string> Secrets = new[] { "password", "callback_secret", "old_callback_secret", "secrets", "hash", "tls_certificate" }.ToFrozenSet();

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The members that differ, in the order in which the configuration has them; null stands for a configuration that is not there.</summary>
    public static IReadOnlyList<AuditChange> Between<T>(T? before, T? after)
        where T : class
    {
        var (from, to) = (Members(before), Members(after));
        return
        [
            .. from.Keys.Union(to.Keys)
                .Select(field => (field, From: from.GetValueOrDefault(field), To: to.GetValueOrDefault(field)))
                .Where(static member => member.From != member.To)
                .Select(static member => new AuditChange(member.field, Shown(member.field, member.From), Shown(member.field, member.To))),
        ];
    }

    private static string? Shown(string field, string? value) => value is null || !Secrets.Contains(field) ? value : Redacted;

    private static Dictionary<string, string> Members<T>(T? config)
        where T : class =>
        config is null
            ? []
            : JsonSerializer.SerializeToElement(config, Options).EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value.GetRawText());
}
