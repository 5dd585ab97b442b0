namespace OrleansSms.Domain.Webhooks;

/// <summary>Where an account wants its events posted.</summary>
[GenerateSerializer, Immutable, Alias("sms.WebhookEndpointConfig")]
public sealed record WebhookEndpointConfig
{
    /// <summary>Most endpoints of one account.</summary>
    public const int MaxPerAccount = 20;

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
