using OrleansSms.Domain.Recipients;

namespace OrleansSms.Contracts.Recipients;

/// <summary>Everything that depends on one recipient is decided here, one thing after the other. Key: the MSISDN's digits.</summary>
[Alias("sms.IRecipientGrain")]
public interface IRecipientGrain : IGrainWithIntegerKey
{
    /// <summary>Whether a message may go. A yes reserves its place in the recipient's cap.</summary>
    [Alias("Decide")]
    ValueTask<Decision> DecideAsync(DecisionRequest request);

    /// <summary>Gives back a reservation whose message was never accepted by a carrier, or never became durable.</summary>
    [Alias("Release")]
    ValueTask ReleaseAsync(string account, MessageId message);

    /// <summary>Hears a text from the recipient. When it answers, an opt-out or opt-in in it is durable.</summary>
    [Alias("Hear")]
    Task<HeardReply> HearAsync(RecipientReply reply);

    /// <summary>What is remembered of the recipient.</summary>
    [Alias("Get")]
    ValueTask<RecipientState> GetAsync();
}
