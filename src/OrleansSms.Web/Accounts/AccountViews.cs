using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Accounts;

/// <summary>An account to make or change; what is absent is the default, or stays. Only documents the body.</summary>
internal sealed record AccountRequest
{
    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The originator of messages that name none.</summary>
    public string? DefaultFrom { get; init; }

    /// <summary>ISO 3166 code of the country in which national numbers are read.</summary>
    public string? DefaultCountry { get; init; }

    /// <summary>Segments a second; 0 = no limit. What comes faster waits.</summary>
    public int? TpsLimit { get; init; }

    /// <summary>How far behind tps_limit the account may get before 429, in seconds.</summary>
    public int? MaxBacklogSeconds { get; init; }

    /// <summary>How often one recipient may be texted; null = any number of times.</summary>
    public RecipientCapView? RecipientCap { get; init; }

    /// <summary>Whether every campaign has to be approved by another key than the one that launched it.</summary>
    public bool? ApprovesCampaigns { get; init; }

    /// <summary>A disabled account's keys are refused.</summary>
    public bool? Disabled { get; init; }
}

/// <summary>A rolling cap on messages to one recipient.</summary>
internal sealed record RecipientCapView
{
    /// <summary>Messages allowed, 1 to 1,000.</summary>
    public required int Count { get; init; }

    /// <summary>Length of the window as an ISO 8601 duration, up to P30D.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Messages it counts; null = all but authentication.</summary>
    public MessageCategory? Category { get; init; }
}

/// <summary>A customer of the platform.</summary>
internal sealed record AccountView
{
    /// <summary>Its id: acc_…, or the name it has in the settings.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string? Name { get; init; }

    /// <summary>The originator of messages that name none.</summary>
    public required string? DefaultFrom { get; init; }

    /// <summary>ISO 3166 code of the country in which national numbers are read.</summary>
    public required string? DefaultCountry { get; init; }

    /// <summary>Segments a second; 0 = no limit.</summary>
    public required int TpsLimit { get; init; }

    /// <summary>How far behind tps_limit the account may get before 429, in seconds.</summary>
    public required int MaxBacklogSeconds { get; init; }

    /// <summary>How often one recipient may be texted; null = any number of times.</summary>
    public required RecipientCapView? RecipientCap { get; init; }

    /// <summary>Secret that signs what is posted to a message's callback_url. Shown only when the account is made and when the secret is rotated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CallbackSecret { get; init; }

    /// <summary>Whether every campaign has to be approved by another key than the one that launched it.</summary>
    public required bool ApprovesCampaigns { get; init; }

    /// <summary>Whether its keys are refused.</summary>
    public required bool Disabled { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public static AccountView Of(AccountConfig config, string? secret = null) => new()
    {
        Id = config.Id,
        Name = config.Name,
        DefaultFrom = config.DefaultFrom,
        DefaultCountry = config.DefaultCountry,
        TpsLimit = config.TpsLimit,
        MaxBacklogSeconds = config.MaxBacklogSeconds,
        RecipientCap = config.RecipientCap is { } cap
            ? new RecipientCapView { Count = cap.Count, Window = TimeSpan.FromSeconds(cap.Seconds), Category = cap.Category }
            : null,
        CallbackSecret = secret,
        ApprovesCampaigns = config.ApprovesCampaigns,
        Disabled = config.Disabled,
        CreatedAt = config.CreatedAt.ToTime(),
    };
}
