using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Keys;

/// <summary>A key to make. Only documents the body.</summary>
internal sealed record KeyRequest
{
    /// <summary>The account it acts for.</summary>
    public required string Account { get; init; }

    /// <summary>What it may do. When absent, everything but admin.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>A name for people.</summary>
    public string? Name { get; init; }
}

/// <summary>How a key is to take the place of another. Only documents the body, which may be absent.</summary>
internal sealed record KeyRotationRequest
{
    /// <summary>How long the other key goes on working: up to P30D; PT24H when absent.</summary>
    public TimeSpan? Overlap { get; init; }
}

/// <summary>An API key.</summary>
internal sealed record KeyView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The account it acts for.</summary>
    public required string Account { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>A name for people.</summary>
    public required string? Name { get; init; }

    /// <summary>The key itself. Shown only when it is made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    /// <summary>The secret's last four characters, to tell keys apart.</summary>
    public required string LastFour { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was revoked.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it ends because another has taken its place.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    public static KeyView Of(ApiKeyConfig config, string? secret = null) => new()
    {
        Id = config.Id,
        Account = config.Account,
        Scopes = config.Scopes,
        Name = config.Name,
        Secret = secret,
        LastFour = config.LastFour,
        CreatedAt = config.CreatedAt.ToTime(),
        RevokedAt = config.RevokedAt.ToTime(),
        ExpiresAt = config.ExpiresAt.ToTime(),
    };
}
