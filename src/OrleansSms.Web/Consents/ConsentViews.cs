using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Web.Consents;

/// <summary>A consent to record. Only documents the body.</summary>
internal sealed record ConsentRequest
{
    /// <summary>Who gave it, in international form.</summary>
    public required string Number { get; init; }

    /// <summary>What for: authentication, transactional, marketing, or the name of a program; marketing when absent.</summary>
    public string? Purpose { get; init; }

    /// <summary>The wording that was shown.</summary>
    public string? Wording { get; init; }

    /// <summary>Its version.</summary>
    public string? WordingVersion { get; init; }

    /// <summary>How it was given; api when absent.</summary>
    public ConsentSource? Source { get; init; }

    /// <summary>When it was given; now when absent.</summary>
    public DateTimeOffset? GivenAt { get; init; }

    /// <summary>The address it was given from.</summary>
    public string? IpAddress { get; init; }

    /// <summary>The browser it was given with.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Whether the recipient is asked to confirm it by a text: it counts from the answer on.</summary>
    public bool? DoubleOptIn { get; init; }

    /// <summary>Where the request to confirm is sent from; the account's default_from when absent.</summary>
    public string? From { get; init; }

    /// <summary>ISO 639 code of the language to ask in.</summary>
    public string? Language { get; init; }
}

/// <summary>A consent and what proves it.</summary>
internal sealed record ConsentView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Who gave it.</summary>
    public required string Number { get; init; }

    /// <summary>What for: a category or a program.</summary>
    public required string Purpose { get; init; }

    /// <summary>given, pending (it waits for the recipient to confirm it) or revoked.</summary>
    public required string Status { get; init; }

    /// <summary>The wording that was shown; of a keyword, the keyword.</summary>
    public required string? Wording { get; init; }

    /// <summary>Its version.</summary>
    public required string? WordingVersion { get; init; }

    /// <summary>How it was given.</summary>
    public required ConsentSource Source { get; init; }

    /// <summary>When it was given.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>The address it was given from.</summary>
    public required string? IpAddress { get; init; }

    /// <summary>The browser it was given with.</summary>
    public required string? UserAgent { get; init; }

    /// <summary>The inbound message that gave it.</summary>
    public required string? MessageId { get; init; }

    /// <summary>Whether it counts only once the recipient has confirmed it.</summary>
    public required bool DoubleOptIn { get; init; }

    /// <summary>When the recipient confirmed it.</summary>
    public required DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When it was revoked.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The inbound message that revoked it, or api.</summary>
    public required string? RevokedBy { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The message that asks the recipient to confirm. Only in the answer to the request that records it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConfirmationMessageId { get; init; }

    public static ConsentView Of(ConsentRecord record, MessageId? confirmation = null) => new()
    {
        Id = record.Id,
        Number = record.Number,
        Purpose = record.Purpose,
        Status = record.RevokedAt is not null ? "revoked" : record.Stands ? "given" : "pending",
        Wording = record.Wording,
        WordingVersion = record.WordingVersion,
        Source = record.Source,
        GivenAt = record.GivenAt.ToTime(),
        IpAddress = record.IpAddress,
        UserAgent = record.UserAgent,
        MessageId = record.Message,
        DoubleOptIn = record.DoubleOptIn,
        ConfirmedAt = record.ConfirmedAt.ToTime(),
        RevokedAt = record.RevokedAt.ToTime(),
        RevokedBy = record.RevokedBy,
        RecordedAt = record.RecordedAt.ToTime(),
        ConfirmationMessageId = confirmation?.ToString(),
    };
}

/// <summary>A text that may have been an opt-out. Marketing to its sender waits until somebody says what it was.</summary>
/// <param name="Number">Who wrote it.</param>
/// <param name="MessageId">The inbound message.</param>
/// <param name="Keyword">The word that it resembles.</param>
/// <param name="ReceivedAt">When it came.</param>
internal sealed record PossibleOptOutView(string Number, string MessageId, string Keyword, DateTimeOffset ReceivedAt)
{
    public static PossibleOptOutView Of(PendingReview review) =>
        new(review.Number.ToString(), review.Text.Message, review.Text.Keyword, review.Text.At.ToTime());
}
