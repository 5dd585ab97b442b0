using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Recipients;

/// <summary>What is left of a person of whom an account holds nothing any more, pure.</summary>
public static class ErasureRules
{
    /// <summary>
    /// Whether a message was there when an erasure was ordered: its time says so, or its id, where the clock was set back between the two.
    /// </summary>
    public static bool Covers(ErasureRecord erasure, MessageId message, long at) => at <= erasure.OrderedAt || IsDrawnBefore(message, erasure.Id);

    /// <summary>
    /// The number that an address in a store is, of a recipient or of who sent a text or a part of one: a carrier names a sender as it likes, with a plus sign, with zeros before it or bare.
    /// None where it is no number.
    /// </summary>
    public static Msisdn NumberOf(string address) => NumberParser.TryParse("+" + address.TrimStart('+', '0'), null, out var number) ? number : default;

    /// <summary>The message without its text, its recipient, and what its sender knew the recipient by.</summary>
    public static Message Erase(Message message) => message with
    {
        To = default,
        Body = "",
        ClientReference = null,
        CallbackUrl = null,
        CountsTowardsCap = false,
    };

    /// <summary>The inbound message without its text and its sender.</summary>
    public static InboundMessage Erase(InboundMessage message) => message with { From = "", Body = "" };

    /// <summary>A line of a history without what may tell of the person: evidence, and receipts as carriers write them, which may hold the beginning of the text.</summary>
    public static TimelineEntry Erase(TimelineEntry entry) => entry with
    {
        Detail = entry.Kind == TimelineKind.Submitted ? entry.Detail : null,
        SmscMessageId = null,
        Record = null,
    };

    /// <summary>What is remembered of a recipient once an account has forgotten it, and what of that has to be kept under the keyed hash of the number.</summary>
    public static (RecipientState Left, KeptRefusals Kept) Erase(RecipientState state, string account)
    {
        var left = state with
        {
            OptOuts = state.OptOuts.Where(optOut => optOut.Account != account).ToArray(),
            Consents = state.Consents.Where(consent => consent.Account != account).ToArray(),
            Suppressions = state.Suppressions.Where(entry => entry.List != account).ToArray(),
            PossibleOptOuts = state.PossibleOptOuts.Where(possible => possible.Account != account).ToArray(),
        };
        if (!IsOfOthers(left))
        {
            left = RecipientState.Default;
        }

        return (left, new KeptRefusals(state.OptOuts.Except(left.OptOuts).ToArray(), state.Suppressions.Except(left.Suppressions).ToArray()));
    }

    /// <summary>A recipient's state with what was kept under the hash of its number.</summary>
    public static RecipientState Remember(RecipientState state, KeptRefusals kept) => kept.Suppressions
        .Where(entry => !state.Suppressions.Any(standing => standing.List == entry.List))
        .Aggregate(
            kept.OptOuts.Where(optOut => !state.OptOuts.Any(standing => standing.Covers(optOut)))
                .Aggregate(state, static (state, optOut) => state with { OptOuts = state.OptOuts.Append(optOut).ToArray() }),
            static (state, entry) => state with { Suppressions = state.Suppressions.Append(entry).ToArray() });

    private static bool IsDrawnBefore(MessageId message, string erasure) =>
        PrefixedId.TryParse(erasure, ErasureRecord.Prefix, out var drawn) && (ulong)message.Key <= drawn.High;

    /// <summary>Whether another account, or the operator of a shared list, has a reason to remember the number.</summary>
    private static bool IsOfOthers(RecipientState state) =>
        state.Consents.Count > 0 || state.Suppressions.Count > 0
        || state.OptOuts.Any(static optOut => optOut.Account != OptOut.EveryAccount)
        || state.PossibleOptOuts.Any(static possible => possible.Account != OptOut.EveryAccount);
}

/// <summary>What still refuses messages to a person who was erased. Kept under a keyed hash of the number.</summary>
/// <param name="OptOuts">Opt-outs that stand.</param>
/// <param name="Suppressions">Lists that the number stands on.</param>
[GenerateSerializer, Immutable, Alias("sms.KeptRefusals")]
public sealed record KeptRefusals(
    [property: Id(0)] IReadOnlyList<OptOut> OptOuts,
    [property: Id(1)] IReadOnlyList<Suppression> Suppressions)
{
    /// <summary>Whether nothing refuses anything.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => OptOuts.Count == 0 && Suppressions.Count == 0;

    /// <summary>Both together.</summary>
    public KeptRefusals With(KeptRefusals other)
    {
        var both = ErasureRules.Remember(new RecipientState { OptOuts = OptOuts, Suppressions = Suppressions }, other);
        return new KeptRefusals(both.OptOuts, both.Suppressions);
    }
}
