namespace OrleansSms.Domain.Messages;

/// <summary>A message from a handset (MO).</summary>
[GenerateSerializer, Immutable, Alias("sms.InboundMessage")]
public sealed record InboundMessage
{
    /// <summary>Its id.</summary>
    [Id(0)] public required MessageId Id { get; init; }

    /// <summary>The account it is for.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>The handset, as the carrier names it: E.164 with plus sign where it is a number.</summary>
    [Id(2)] public required string From { get; init; }

    /// <summary>The number or short code it was sent to.</summary>
    [Id(3)] public required string To { get; init; }

    /// <summary>The text; for binary content its bytes in hexadecimal.</summary>
    [Id(4)] public required string Body { get; init; }

    /// <summary><c>gsm7</c>, <c>ucs2</c>, <c>latin1</c> or <c>binary</c>.</summary>
    [Id(5)] public required string Encoding { get; init; }

    /// <summary>When it was received, in Unix microseconds.</summary>
    [Id(6)] public required long ReceivedAt { get; init; }

    /// <summary>The carrier it came by.</summary>
    [Id(7)] public required string Carrier { get; init; }

    /// <summary>Number of parts received.</summary>
    [Id(8)] public int Segments { get; init; } = 1;

    /// <summary>False when a part never came.</summary>
    [Id(9)] public bool Complete { get; init; } = true;

    /// <summary>The keyword that it was understood as: <c>stop</c>, <c>start</c>, or null.</summary>
    [Id(10)] public string? Keyword { get; init; }
}

/// <summary>One part of a concatenated MO, kept until the others are there.</summary>
[GenerateSerializer, Immutable, Alias("sms.InboundPart")]
public sealed record InboundPart
{
    /// <summary>Row key: the order of arrival.</summary>
    [Id(0)] public required MessageId Id { get; init; }

    /// <summary>The carrier.</summary>
    [Id(1)] public required string Carrier { get; init; }

    /// <summary>Source address as sent.</summary>
    [Id(2)] public required string From { get; init; }

    /// <summary>Destination address as sent.</summary>
    [Id(3)] public required string To { get; init; }

    /// <summary>Concatenation reference.</summary>
    [Id(4)] public required int Reference { get; init; }

    /// <summary>Number of parts.</summary>
    [Id(5)] public required int Total { get; init; }

    /// <summary>1-based number of this one.</summary>
    [Id(6)] public required int Number { get; init; }

    /// <summary>What said how it is concatenated: 0 = UDH with an 8-bit reference, 1 = with a 16-bit one, 2 = sar_* TLVs.</summary>
    [Id(7)] public required byte Mode { get; init; }

    /// <summary>data_coding as sent.</summary>
    [Id(8)] public required byte DataCoding { get; init; }

    /// <summary>National language of the locking shift table; 0 = none.</summary>
    [Id(10)] public byte LockingShift { get; init; }

    /// <summary>National language of the single shift table; 0 = none.</summary>
    [Id(11)] public byte SingleShift { get; init; }

    /// <summary>User data without its header.</summary>
    [Id(12)] public required byte[] Body { get; init; }

    /// <summary>When it was received, in Unix microseconds.</summary>
    [Id(9)] public required long ReceivedAt { get; init; }
}
