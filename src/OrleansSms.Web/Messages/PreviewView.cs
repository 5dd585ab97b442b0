namespace OrleansSms.Web.Messages;

/// <summary>What a message would look like and what would happen to it. Nothing was sent.</summary>
internal sealed record PreviewView
{
    /// <summary>Recipient in E.164.</summary>
    public required string To { get; init; }

    /// <summary>Originator.</summary>
    public required string From { get; init; }

    /// <summary>The text as it would be sent.</summary>
    public required string Body { get; init; }

    /// <summary>The alphabet.</summary>
    public required MessageEncoding Encoding { get; init; }

    /// <summary>Number of segments.</summary>
    public required int Segments { get; init; }

    /// <summary>Septets (GSM-7) or UTF-16 code units (UCS-2) used.</summary>
    public required int Units { get; init; }

    /// <summary>How many fit into one segment of this message.</summary>
    public required int UnitsPerSegment { get; init; }

    /// <summary>How many are left in the last segment.</summary>
    public required int UnitsLeft { get; init; }

    /// <summary>Characters that force UCS-2.</summary>
    public required IReadOnlyList<ForcingCharacterView> ForcingCharacters { get; init; }

    /// <summary>send, hold or suppress.</summary>
    public required string Decision { get; init; }

    /// <summary>The rule that holds or suppresses.</summary>
    public required string? Reason { get; init; }

    /// <summary>When it would go, if it would be held.</summary>
    public required DateTimeOffset? HeldUntil { get; init; }

    /// <summary>What the decision was made by; null when no rule looked at more than the message.</summary>
    public required EvidenceView? Evidence { get; init; }

    /// <summary>Carriers in the order in which they would be tried.</summary>
    public required IReadOnlyList<string> Carriers { get; init; }

    public static PreviewView Of(PreviewResult preview) => new()
    {
        To = preview.To.ToString(),
        From = preview.From,
        Body = preview.Body,
        Encoding = preview.Encoding,
        Segments = preview.Segments,
        Units = preview.Units,
        UnitsPerSegment = preview.UnitsPerSegment,
        UnitsLeft = preview.UnitsLeft,
        ForcingCharacters = [.. preview.Forcing.Select(found => new ForcingCharacterView(found.Index, found.Character))],
        Decision = preview.Decision,
        Reason = preview.Reason,
        HeldUntil = preview.HeldUntil.ToTime(),
        Evidence = preview.Evidence is { } evidence ? EvidenceView.Of(evidence) : null,
        Carriers = preview.Carriers,
    };
}

/// <summary>A character that GSM 03.38 lacks.</summary>
/// <param name="Index">Its place in the text, in UTF-16 code units.</param>
/// <param name="Character">The character.</param>
internal sealed record ForcingCharacterView(int Index, string Character);
