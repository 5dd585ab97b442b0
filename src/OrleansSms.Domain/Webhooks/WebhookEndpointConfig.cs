namespace OrleansSms.Domain.Webhooks;

/// <summary>Where an account wants its events posted.</summary>
[GenerateSerializer, Immutable, Alias("sms.WebhookEndpointConfig")]
public sealed record WebhookEndpointConfig
{
    /// <summary>Most endpoints of one account.</summary>
    public const int MaxPerAccount = 20;

    /// <summary>How long the secret before goes on signing beside the new one: time for receivers to be given the new one, whoever has to do it.</summary>
    public static readonly TimeSpan OldSecretGrace = TimeSpan.FromHours(24);

    /// <summary>Its id, <c>whk_…</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The account.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>Absolute http or https URL. For the account's per-message callbacks this is empty.</summary>
    [Id(2)] public required string Url { get; init; }

    /// <summary>Names of the events it wants; empty = all.</summary>
    [Id(3)] public IReadOnlyList<string> EventTypes { get; init; } = [];

    /// <summary>Secrets that sign, newest first, each <c>whsec_…</c>; two while one replaces the other.</summary>
    [Id(4)] public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>A disabled endpoint keeps its place in the log.</summary>
    [Id(5)] public bool Disabled { get; init; }

    /// <summary>Why it was disabled: <c>gone</c> after a 410, or <c>requested</c>.</summary>
    [Id(6)] public string? DisabledReason { get; init; }

    /// <summary>When it was made, in Unix microseconds.</summary>
    [Id(7)] public long CreatedAt { get; init; }

    /// <summary>Until when the secret before signs beside the new one, in Unix microseconds.</summary>
    [Id(8)] public long OldSecretUntil { get; init; }

    /// <summary>A new secret takes the place of the present one, which goes on signing beside it for a while; older ones end.</summary>
    public WebhookEndpointConfig Rotate(string secret, long now) =>
        this with { Secrets = [secret, Secrets[0]], OldSecretUntil = now + UnixMicros.From(OldSecretGrace) };

    /// <summary>The endpoint as it is at <paramref name="now"/> (Unix microseconds): without a secret whose time is over.</summary>
    public WebhookEndpointConfig At(long now) => Secrets.Count > 1 && OldSecretUntil <= now ? this with { Secrets = [Secrets[0]] } : this;
}

/// <summary>A delivery that failed and will be tried again, or waits behind such a one of the same message.</summary>
/// <param name="Event">The event.</param>
/// <param name="Message">Orders deliveries: those of one message go one after the other; null = in no order.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="NextAt">When to try again, in Unix microseconds.</param>
[GenerateSerializer, Immutable, Alias("sms.PendingDelivery")]
public sealed record PendingDelivery(
    [property: Id(0)] EventId Event,
    [property: Id(1)] MessageId? Message,
    [property: Id(2)] int Attempts,
    [property: Id(3)] long NextAt);
