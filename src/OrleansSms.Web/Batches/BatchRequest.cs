using OrleansSms.Web.Messages;

namespace OrleansSms.Web.Batches;

/// <summary>One text for many recipients. Only documents the body; <see cref="BatchFields"/> reads it.</summary>
internal sealed record BatchRequest : MessageOptions
{
    /// <summary>The recipients, at most 10,000.</summary>
    public required IReadOnlyList<BatchRecipient> Recipients { get; init; }
}

/// <summary>One recipient of a batch.</summary>
internal sealed record BatchRecipient
{
    /// <summary>The number, as for a single message.</summary>
    public required string To { get; init; }

    /// <summary>Your own reference for this message.</summary>
    public string? ClientReference { get; init; }

    /// <summary>What the template is filled with.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    /// <summary>BCP 47 language of the template's text, dates and numbers.</summary>
    public string? Language { get; init; }
}
