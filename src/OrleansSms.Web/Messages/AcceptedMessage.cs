namespace OrleansSms.Web.Messages;

/// <summary>A message that was accepted: it is durable and will be tried until its validity ends. Only documents the answer.</summary>
internal sealed record AcceptedMessage
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required MessageStatus Status { get; init; }

    /// <summary>Why it stands there: the rule that holds or suppresses it.</summary>
    public required string? StatusReason { get; init; }

    /// <summary>Recipient in E.164.</summary>
    public required string To { get; init; }

    /// <summary>Originator.</summary>
    public required string From { get; init; }

    /// <summary>What it is for.</summary>
    public required MessageCategory Category { get; init; }

    /// <summary>Number of segments.</summary>
    public required int Segments { get; init; }

    /// <summary>The alphabet.</summary>
    public required MessageEncoding Encoding { get; init; }

    /// <summary>Your own reference.</summary>
    public required string? ClientReference { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it will be sent, while it is scheduled.</summary>
    public required DateTimeOffset? SendAt { get; init; }

    /// <summary>When the rules are asked again, while it is held.</summary>
    public required DateTimeOffset? HeldUntil { get; init; }
}
