namespace OrleansSms.Grains.Documents;

/// <summary>The note of a share of which nothing may be sent for now, for binds that start..</summary>
/// <param name="Share">The share: a campaign's id.</param>
internal sealed record PausedShare(string Share);
