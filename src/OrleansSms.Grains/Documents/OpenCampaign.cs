namespace OrleansSms.Grains.Documents;

/// <summary>The note of a campaign that is to go on, whatever process works on it.</summary>
/// <param name="Campaign">Its id.</param>
internal sealed record OpenCampaign(string Campaign);

/// <summary>The note of a campaign whose messages are counted.</summary>
/// <param name="Campaign">Its id.</param>
/// <param name="Variants">Number of its variants.</param>
internal sealed record CountedCampaign(string Campaign, int Variants);

/// <summary>The campaign whose short links begin with a code.</summary>
/// <param name="Campaign">Its id.</param>
internal sealed record LinkCode(string Campaign);

/// <summary>That something has happened between a campaign and a recipient, so that what happens again is not the first.</summary>
/// <param name="Event">The event that was the first.</param>
internal sealed record FirstEvent(string Event);
