using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Compliance.Words;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Contracts.Recipients;

/// <summary>A text from a recipient.</summary>
/// <param name="Message">The inbound message.</param>
/// <param name="Account">The account that owns the number it was sent to; null = not known.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">When, in Unix microseconds.</param>
/// <param name="To">The number it was sent to, as originators are written.</param>
/// <param name="Policy">The account's policy; null = not known.</param>
/// <param name="Keyword">The keyword of the account's own that the text is; null = it is none.</param>
/// <param name="Answer">The id that an answer gets.</param>
[GenerateSerializer, Immutable, Alias("sms.RecipientReply")]
public sealed record RecipientReply(
    [property: Id(0)] MessageId Message,
    [property: Id(1)] string? Account,
    [property: Id(2)] string Text,
    [property: Id(3)] long At,
    [property: Id(4)] string? To = null,
    [property: Id(5)] AccountPolicy? Policy = null,
    [property: Id(6)] KeywordMatch? Keyword = null,
    [property: Id(7)] MessageId Answer = default);

/// <summary>How a recipient's text was understood.</summary>
/// <param name="Account">The account it belongs to; null = nobody has texted this recipient.</param>
/// <param name="Keyword">What it says; null = it is a text.</param>
/// <param name="OptOuts">Opt-outs that stand since this reply.</param>
/// <param name="OptIns">Opt-outs that do not stand any more.</param>
/// <param name="Standing">All opt-outs that stand.</param>
/// <param name="IsPossibleOptOut">Whether marketing waits until somebody has looked at it.</param>
/// <param name="Answer">What the recipient is to be answered; null = nothing.</param>
/// <param name="Confirmed">Consents that count since this reply.</param>
[GenerateSerializer, Immutable, Alias("sms.HeardReply")]
public sealed record HeardReply(
    [property: Id(0)] string? Account,
    [property: Id(1)] KeywordMatch? Keyword,
    [property: Id(2)] IReadOnlyList<OptOut> OptOuts,
    [property: Id(3)] IReadOnlyList<OptOut> OptIns,
    [property: Id(5)] IReadOnlyList<OptOut> Standing,
    [property: Id(4)] bool IsPossibleOptOut = false,
    [property: Id(6)] KeywordAnswer? Answer = null,
    [property: Id(7)] IReadOnlyList<Consent>? Confirmed = null);
