using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Contracts.Recipients;

/// <summary>
/// The recipients of one shard. Everything that depends on a recipient is decided here, one thing after the other. Key: <see cref="RecipientShard.Of"/> of the MSISDN.
/// </summary>
[Alias("sms.IRecipientsGrain")]
public interface IRecipientsGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Whether messages of one account may go, each in its turn. A yes reserves its place in the recipient's caps. In the order of <paramref name="requests"/>.
    /// </summary>
    [Alias("Decide")]
    ValueTask<Decision[]> DecideAsync([Immutable] AccountPolicy policy, [Immutable] DecisionRequest[] requests);

    /// <summary>Gives back a reservation whose message was never accepted by a carrier, or never became durable.</summary>
    [Alias("Release")]
    ValueTask ReleaseAsync(Msisdn recipient, string account, MessageId message);

    /// <summary>
    /// Whether messages that have places became durable is not known: all places are taken from the store again, and what is not durable by then never will be.
    /// </summary>
    [Alias("Reread")]
    ValueTask RereadAsync();

    /// <summary>Hears a text from a recipient. When it answers, an opt-out or opt-in in it is durable.</summary>
    [Alias("Hear")]
    Task<HeardReply> HearAsync(Msisdn recipient, RecipientReply reply);

    /// <summary>Makes changes that do not come from the recipients themselves, each in its turn; durable when it answers. In the order of <paramref name="changes"/>.</summary>
    [Alias("Change")]
    Task<RecipientChanged[]> ChangeAsync([Immutable] IReadOnlyList<RecipientChange> changes);

    /// <summary>What is remembered of a recipient.</summary>
    [Alias("Get")]
    ValueTask<RecipientState> GetAsync(Msisdn recipient);
}

/// <summary>A recipient before and after a change.</summary>
/// <param name="Before">Before it.</param>
/// <param name="After">After it; equal where it changed nothing.</param>
[GenerateSerializer, Immutable, Alias("sms.RecipientChanged")]
public readonly record struct RecipientChanged([property: Id(0)] RecipientState Before, [property: Id(1)] RecipientState After);
