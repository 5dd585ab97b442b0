namespace OrleansSms.Domain.Accounts;

/// <summary>An API key without its secret.</summary>
[GenerateSerializer, Immutable, Alias("sms.ApiKeyConfig")]
public sealed record ApiKeyConfig
{
    /// <summary>Its id, <c>key_…</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The account it acts for.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>What it may do; see <see cref="Scope"/>.</summary>
    [Id(2)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>A name for people.</summary>
    [Id(3)] public string? Name { get; init; }

    /// <summary>The secret's last four characters, to tell keys apart.</summary>
    [Id(4)] public required string LastFour { get; init; }

    /// <summary>HMAC-SHA256 of the secret under the deployment's salt, in hexadecimal: what the key is found by.</summary>
    [Id(5)] public required string Hash { get; init; }

    /// <summary>When it was made, in Unix microseconds.</summary>
    [Id(6)] public long CreatedAt { get; init; }

    /// <summary>When it was revoked, in Unix microseconds.</summary>
    [Id(7)] public long? RevokedAt { get; init; }

    /// <summary>When it ends by itself, in Unix microseconds: another has taken its place.</summary>
    [Id(8)] public long? ExpiresAt { get; init; }

    /// <summary>Whether it opens anything at <paramref name="now"/> (Unix microseconds).</summary>
    public bool Works(long now) => RevokedAt is null && !(ExpiresAt <= now);

    /// <summary>The key, which ends at <paramref name="at"/> (Unix microseconds) unless it ends sooner.</summary>
    public ApiKeyConfig EndsAt(long at) => this with { ExpiresAt = Math.Min(at, ExpiresAt ?? at) };
}

/// <summary>Names of the things that a key may do.</summary>
public static class Scope
{
    /// <summary>Send and cancel messages.</summary>
    public const string MessagesWrite = "messages:write";

    /// <summary>Read messages, inbound ones and events.</summary>
    public const string MessagesRead = "messages:read";

    /// <summary>Manage webhook endpoints.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>Manage the audience: contacts, imports, segments and templates.</summary>
    public const string Contacts = "contacts";

    /// <summary>Draft, launch, steer and read campaigns.</summary>
    public const string Campaigns = "campaigns";

    /// <summary>Everything on the operator's side: accounts, keys, carriers, binds, routes.</summary>
    public const string Admin = "admin";

    /// <summary>All that a key may be given.</summary>
    public static readonly IReadOnlyList<string> All = [MessagesWrite, MessagesRead, Webhooks, Contacts, Campaigns, Admin];

    /// <summary>What an account's own key has: all but <see cref="Admin"/>.</summary>
    public static readonly IReadOnlyList<string> Account = [MessagesWrite, MessagesRead, Webhooks, Contacts, Campaigns];
}
