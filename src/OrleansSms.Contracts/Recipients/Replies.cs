namespace OrleansSms.Contracts.Recipients;

/// <summary>A text from a recipient.</summary>
/// <param name="Message">The inbound message.</param>
/// <param name="Account">The account that owns the number it was sent to; null = not known.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">When, in Unix microseconds.</param>
[GenerateSerializer, Immutable, Alias("sms.RecipientReply")]
public sealed record RecipientReply(
    [property: Id(0)] MessageId Message,
    [property: Id(1)] string? Account,
    [property: Id(2)] string Text,
    [property: Id(3)] long At);

/// <summary>How a recipient's text was understood.</summary>
/// <param name="Account">The account it belongs to; null = nobody has texted this recipient.</param>
/// <param name="Keyword"><c>stop</c>, <c>start</c> or null.</param>
/// <param name="OptOuts">Accounts that may no longer text the recipient since this reply.</param>
/// <param name="OptIns">Accounts that may again.</param>
[GenerateSerializer, Immutable, Alias("sms.HeardReply")]
public sealed record HeardReply(
    [property: Id(0)] string? Account,
    [property: Id(1)] string? Keyword,
    [property: Id(2)] IReadOnlyList<string> OptOuts,
    [property: Id(3)] IReadOnlyList<string> OptIns);
