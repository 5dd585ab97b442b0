namespace OrleansSms.Domain.Accounts;

/// <summary>A customer of the platform, as its operator set it up.</summary>
[GenerateSerializer, Immutable, Alias("sms.AccountConfig")]
public sealed record AccountConfig
{
    /// <summary>The operator's own account: the bootstrap key belongs to it, and inbound messages that are nobody else's.</summary>
    public const string DefaultId = "default";

    /// <summary>Its id: <c>acc_…</c>, or the name it has in the settings.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    [Id(1)] public string? Name { get; init; }

    /// <summary>The originator of messages that name none.</summary>
    [Id(2)] public string? DefaultFrom { get; init; }

    /// <summary>ISO 3166 code of the country in which national numbers are read; null = only international ones.</summary>
    [Id(3)] public string? DefaultCountry { get; init; }

    /// <summary>Segments a second; 0 = no limit. What comes faster waits in the lane.</summary>
    [Id(4)] public int TpsLimit { get; init; }

    /// <summary>How far behind <see cref="TpsLimit"/> the account may get before 429, in seconds.</summary>
    [Id(5)] public int MaxBacklogSeconds { get; init; } = DefaultMaxBacklogSeconds;

    /// <summary>How often one recipient may be texted; null = any number of times.</summary>
    [Id(6)] public RecipientCap? RecipientCap { get; init; }

    /// <summary>Secret that signs what is posted to a message's callback_url, <c>whsec_…</c>.</summary>
    [Id(7)] public string? CallbackSecret { get; init; }

    /// <summary>When it was made, in Unix microseconds.</summary>
    [Id(8)] public long CreatedAt { get; init; }

    /// <summary>A closed account's keys are refused.</summary>
    [Id(9)] public bool Disabled { get; init; }

    /// <summary>The secret before, which signs beside the new one until <see cref="OldCallbackSecretUntil"/>.</summary>
    [Id(10)] public string? OldCallbackSecret { get; init; }

    /// <summary>Until when the secret before signs, in Unix microseconds.</summary>
    [Id(11)] public long OldCallbackSecretUntil { get; init; }

    /// <summary>Whether a campaign of the account goes only after another key than the one that launched it has approved it, whatever the campaign says.</summary>
    [Id(12)] public bool ApprovesCampaigns { get; init; }

    /// <summary>The secrets that sign at <paramref name="now"/> (Unix microseconds), newest first.</summary>
    public IReadOnlyList<string> CallbackSecrets(long now) => (CallbackSecret, OldCallbackSecret) switch
    {
        (null, _) => [],
        ({ } secret, { } old) when now < OldCallbackSecretUntil => [secret, old],
        ({ } secret, _) => [secret],
    };

    /// <summary>A new secret takes the place of the present one, which goes on signing beside it for as long as that of a webhook endpoint.</summary>
    public AccountConfig RotateCallbackSecret(string secret, long now) => this with
    {
        CallbackSecret = secret,
        OldCallbackSecret = CallbackSecret,
        OldCallbackSecretUntil = now + UnixMicros.From(Webhooks.WebhookEndpointConfig.OldSecretGrace),
    };

    /// <summary>An hour: long enough for a campaign's burst, short enough that a code is not accepted only to expire.</summary>
    public const int DefaultMaxBacklogSeconds = 3_600;
}

/// <summary>A rolling cap on messages to one recipient.</summary>
/// <param name="Count">Messages allowed, 1 to 1,000.</param>
/// <param name="Seconds">Length of the window in seconds, up to 30 days.</param>
/// <param name="Category">Messages it counts; null = all but authentication.</param>
[GenerateSerializer, Immutable, Alias("sms.RecipientCap")]
public sealed record RecipientCap(
    [property: Id(0)] int Count,
    [property: Id(1)] long Seconds,
    [property: Id(2)] Messages.MessageCategory? Category = null)
{
    /// <summary>Most messages a window may allow: the grain keeps one time for each.</summary>
    public const int MaxCount = 1_000;

    /// <summary>Longest window: 30 days.</summary>
    public const long MaxSeconds = 30 * 86_400;

    /// <summary>Whether messages of a category count.</summary>
    public bool Counts(Messages.MessageCategory category) =>
        Category is { } only ? only == category : category != Messages.MessageCategory.Authentication;
}
