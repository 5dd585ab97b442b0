using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Recipients;

/// <summary>A message that wants to go to a recipient.</summary>
/// <param name="Message">Its id: the same id asked twice reserves once.</param>
/// <param name="To">The recipient.</param>
/// <param name="Account">Who sends it.</param>
/// <param name="Category">What it is for.</param>
/// <param name="From">The originator: the concatenation reference is counted per originator.</param>
/// <param name="Segments">Number of segments.</param>
/// <param name="Cap">The account's cap, if it has one.</param>
/// <param name="At">Now, in Unix microseconds.</param>
/// <param name="DryRun">Only asks: nothing is reserved.</param>
[GenerateSerializer, Immutable, Alias("sms.DecisionRequest")]
public sealed record DecisionRequest(
    [property: Id(0)] MessageId Message,
    [property: Id(8)] Msisdn To,
    [property: Id(1)] string Account,
    [property: Id(2)] MessageCategory Category,
    [property: Id(3)] string From,
    [property: Id(4)] int Segments,
    [property: Id(5)] RecipientCap? Cap,
    [property: Id(6)] long At,
    [property: Id(7)] bool DryRun = false);

/// <summary>What a recipient's rules say.</summary>
/// <param name="Kind">Send, hold or suppress.</param>
/// <param name="Reason">The rule that decided: <c>opted_out</c>, <c>frequency_cap</c>; null = nothing speaks against it.</param>
/// <param name="Evidence">What the rule saw, for the timeline.</param>
/// <param name="HeldUntil">When to ask again, in Unix microseconds, when held.</param>
/// <param name="ConcatenationReference">8-bit reference for a message of several segments.</param>
[GenerateSerializer, Immutable, Alias("sms.Decision")]
public readonly record struct Decision(
    [property: Id(0)] DecisionKind Kind,
    [property: Id(1)] string? Reason = null,
    [property: Id(2)] string? Evidence = null,
    [property: Id(3)] long HeldUntil = 0,
    [property: Id(4)] byte ConcatenationReference = 0);

/// <summary>The three answers.</summary>
public enum DecisionKind : byte
{
    /// <summary>It may go.</summary>
    Send = 0,

    /// <summary>Not now.</summary>
    Hold = 1,

    /// <summary>Never.</summary>
    Suppress = 2,
}
