namespace OrleansSms.Web.Inbound;

/// <summary>A message from a handset. Only documents the answer.</summary>
internal sealed record InboundView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The handset: E.164 where it is a number.</summary>
    public required string From { get; init; }

    /// <summary>The number or short code it was sent to.</summary>
    public required string To { get; init; }

    /// <summary>The text; for binary content its bytes in hexadecimal.</summary>
    public required string Body { get; init; }

    /// <summary>gsm7, ucs2, latin1 or binary.</summary>
    public required string Encoding { get; init; }

    /// <summary>Number of parts received.</summary>
    public required int Segments { get; init; }

    /// <summary>False when a part never came.</summary>
    public required bool Complete { get; init; }

    /// <summary>The keyword it was understood as: stop or start; left out when it is none.</summary>
    public string? Keyword { get; init; }

    /// <summary>The carrier it came by.</summary>
    public required string Carrier { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
