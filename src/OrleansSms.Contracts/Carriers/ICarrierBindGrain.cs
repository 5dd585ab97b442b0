using Orleans.Concurrency;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;

namespace OrleansSms.Contracts.Carriers;

/// <summary>One SMPP session with a carrier, its lanes and its limits. Key: <c>carrier/index</c>.</summary>
[Alias("sms.ICarrierBindGrain")]
public interface ICarrierBindGrain : IGrainWithStringKey
{
    /// <summary>Takes durable messages into the lanes. What does not fit stays in the store and is fetched later.</summary>
    [Alias("Enqueue")]
    ValueTask EnqueueAsync(IReadOnlyList<QueuedMessage> messages);

    /// <summary>Follows a changed configuration; null = the carrier is gone.</summary>
    [Alias("Configure")]
    Task ConfigureAsync(CarrierConfig? config);

    /// <summary>Takes messages back; those that were are final when it answers. The rest had been handed to the session.</summary>
    [Alias("Cancel")]
    Task<IReadOnlyList<MessageId>> CancelAsync(IReadOnlyList<MessageId> messages);

    /// <summary>Has what waits for a recipient decided again before it goes. When it answers, nothing of it goes as it was decided before, not even the rest of a message that the carrier has a part of.</summary>
    [Alias("Recall")]
    Task RecallAsync(Msisdn recipient, IReadOnlyList<Recall> recalls);

    /// <summary>Decides again what waits of an account: its policy has changed.</summary>
    [Alias("Review")]
    Task ReviewAsync(string account);

    /// <summary>
    /// Nothing of a share, which is a campaign or an account, is sent from now on; what waits of it stays in the store. When it answers no further submit_sm of it begins, but
    /// for the rest of a message that the carrier has a part of.
    /// </summary>
    [Alias("Pause")]
    Task PauseAsync(string share);

    /// <summary>The share goes on.</summary>
    [Alias("Resume")]
    Task ResumeAsync(string share);

    /// <summary>How much of a share waits, and how fast it may go.</summary>
    [Alias("GetShare"), AlwaysInterleave]
    ValueTask<ShareState> GetShareAsync(string share);

    /// <summary>How it is doing; answered while it drains or binds anew, too.</summary>
    [Alias("GetState"), AlwaysInterleave]
    ValueTask<BindState> GetStateAsync();

    /// <summary>
    /// Where the bind belongs to another silo now, lets it finish what is under way, unbinds it and ends it here: the next call starts it there. Answers whether it left.
    /// </summary>
    [Alias("Leave")]
    Task<bool> LeaveAsync();

    /// <summary>Unbinds and stays unbound until the process ends.</summary>
    [Alias("Drain")]
    Task DrainAsync();
}
