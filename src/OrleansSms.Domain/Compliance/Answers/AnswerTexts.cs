using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance.Answers;

/// <summary>What keywords are answered with in one language. <c>{brand}</c> stands for the account's brand, <c>{contact}</c> for its help line.</summary>
[GenerateSerializer, Immutable, Alias("sms.AnswerTexts")]
public sealed record AnswerTexts
{
    /// <summary>Longest text of an account's own: two segments of UCS-2 would hold less, but who wants more may have it.</summary>
    public const int MaxChars = 480;

    /// <summary>Stands for the brand; every text names it.</summary>
    public const string Brand = "{brand}";

    /// <summary>Stands for the help line.</summary>
    public const string Contact = "{contact}";

    /// <summary>ISO 639 code.</summary>
    [Id(0)] public required string Language { get; init; }

    /// <summary>Confirms an opt-out; null = as shipped.</summary>
    [Id(1)] public string? OptOut { get; init; }

    /// <summary>Confirms an opt-in.</summary>
    [Id(2)] public string? OptIn { get; init; }

    /// <summary>Answers a call for help.</summary>
    [Id(3)] public string? Help { get; init; }

    /// <summary>Asks to confirm a consent.</summary>
    [Id(4)] public string? ConsentRequest { get; init; }

    /// <summary>The text of a kind; null when there is none.</summary>
    public string? Of(AnswerKind kind) => kind switch
    {
        AnswerKind.OptOut => OptOut,
        AnswerKind.OptIn => OptIn,
        AnswerKind.Help => Help,
        AnswerKind.ConsentRequest => ConsentRequest,
        _ => null,
    };
}
