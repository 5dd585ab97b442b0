namespace OrleansSms.Grains.Submission;

/// <summary>Bounds of the message path, settable under <c>OrleansSms:Limits</c>.</summary>
public sealed class GatewayLimits
{
    /// <summary>
    /// Messages of batches worked on at once by one process; a larger batch goes alone. Half as many thousands as there are cores: more gains nothing and makes
    /// codes wait.
    /// </summary>
    public int ConcurrentBulkMessages { get; set; } = 1_000 * Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Batch requests that may wait for their turn before the gateway answers 503.</summary>
    public int WaitingBulkRequests { get; set; } = 512;

    /// <summary>Messages of one lane of one bind kept in memory; what is beyond stays in the store and is fetched as the lane empties.</summary>
    public int LaneMessages { get; set; } = 20_000;

    /// <summary>Receipts expected by one bind that are kept in memory; older ones are looked up in the store.</summary>
    public int OpenReceipts { get; set; } = 200_000;

    /// <summary>Receipts that came before their submit_sm_resp, kept by one bind.</summary>
    public int ParkedReceipts { get; set; } = 10_000;

    /// <summary>How long such a receipt waits for its message.</summary>
    public TimeSpan ParkedFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a bind may be down before what waits in it moves to another carrier.</summary>
    public TimeSpan FailoverAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a bind rests before it walks through its lanes in the store again, to find what was lost on the way to them or has expired unseen.</summary>
    public TimeSpan LaneWalkRest { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After how much silence of a carrier enquire_link is sent.</summary>
    public TimeSpan EnquireLinkInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a carrier's answer to enquire_link may take before its session is given up.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a carrier's answer to submit_sm may take before the message is uncertain. Giving up early risks sending twice.</summary>
    public TimeSpan SubmitResponseTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long messages are kept once they have ended; null = for ever. At least <see cref="MessageRetention.Shortest"/>.</summary>
    public TimeSpan? MessagesKept { get; set; }

    /// <summary>How long parts of an inbound message wait for the others.</summary>
    public TimeSpan PartsWait { get; set; } = TimeSpan.FromMinutes(5);
}
