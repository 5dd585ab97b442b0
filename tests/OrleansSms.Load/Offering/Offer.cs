namespace OrleansSms.Load.Offering;

/// <summary>Clients of one kind at work.</summary>
/// <param name="Traffic">What they send.</param>
/// <param name="Pace">When.</param>
/// <param name="Connections">How many there are; each waits for its answer.</param>
internal sealed record Offer(Traffic Traffic, Pace Pace, int Connections)
{
    /// <summary>Whether a request that is put off is sent again; otherwise it is counted and forgotten.</summary>
    public bool Insists { get; init; } = true;
}
