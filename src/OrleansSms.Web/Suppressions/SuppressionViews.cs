using OrleansSms.Domain.Recipients;

namespace OrleansSms.Web.Suppressions;

/// <summary>A number to put on a list. Only documents the body.</summary>
internal sealed record SuppressionRequest
{
    /// <summary>The number, in international form.</summary>
    public required string Number { get; init; }

    /// <summary>Why, for people; up to 200 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>The list; the account's own when absent.</summary>
    public string? List { get; init; }

    /// <summary>Until when; for good when absent.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A number on a suppression list.</summary>
internal sealed record SuppressionView
{
    /// <summary>The number.</summary>
    public required string Number { get; init; }

    /// <summary>The list: the account's id for its own.</summary>
    public required string List { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when; null = for good.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    public static SuppressionView Of(SuppressionEntry entry) => new()
    {
        Number = entry.Number.ToString(),
        List = entry.List,
        Reason = entry.Reason,
        CreatedAt = entry.At.ToTime(),
        ExpiresAt = entry.Until.ToTime(),
    };
}

/// <summary>What became of a CSV file: the good lines stand on the list, the bad ones are reported.</summary>
/// <param name="Accepted">Lines that stand on the list.</param>
/// <param name="Rejected">Lines that were refused.</param>
/// <param name="Errors">What was wrong with them: pointers name the line, as in /lines/3.</param>
internal sealed record SuppressionImportView(int Accepted, int Rejected, IReadOnlyList<FieldError> Errors);
