namespace OrleansSms.Web.Messages;

/// <summary>A message with all that is known of it; what is not known is left out. Only documents the answer.</summary>
internal sealed record MessageView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands; it never goes back.</summary>
    public required MessageStatus Status { get; init; }

    /// <summary>Why it stands there.</summary>
    public string? StatusReason { get; init; }

    /// <summary>The carrier's error: a command_status or a receipt's code.</summary>
    public string? Error { get; init; }

    /// <summary>Recipient in E.164.</summary>
    public required string To { get; init; }

    /// <summary>Originator.</summary>
    public required string From { get; init; }

    /// <summary>The text as it is sent.</summary>
    public required string Body { get; init; }

    /// <summary>What it is for.</summary>
    public required MessageCategory Category { get; init; }

    /// <summary>The alphabet.</summary>
    public required MessageEncoding Encoding { get; init; }

    /// <summary>Number of segments.</summary>
    public required int Segments { get; init; }

    /// <summary>Your own reference.</summary>
    public string? ClientReference { get; init; }

    /// <summary>Your tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Where its events are posted besides the account's endpoints.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>The batch it came in.</summary>
    public string? BatchId { get; init; }

    /// <summary>The campaign it came from.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The carrier it is with.</summary>
    public string? Carrier { get; init; }

    /// <summary>The SMSC's id of the first segment that was accepted.</summary>
    public string? SmscMessageId { get; init; }

    /// <summary>What it costs, where that is known.</summary>
    public Money? Price { get; init; }

    /// <summary>Counted attempts.</summary>
    public int? Attempts { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it may go at the earliest, where that was not at once.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>When the rules are asked again, while it is held.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>When it entered a carrier's lane.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>When the carrier had accepted every segment.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinalAt { get; init; }

    /// <summary>When its validity ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Number of changes so far.</summary>
    public int? Version { get; init; }
}

/// <summary>An amount of money.</summary>
/// <param name="Amount">A decimal number as text, never a float.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record Money(string Amount, string Currency);
