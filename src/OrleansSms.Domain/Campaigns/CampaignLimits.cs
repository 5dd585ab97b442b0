namespace OrleansSms.Domain.Campaigns;

/// <summary>Bounds on campaigns, each with the reason for its value.</summary>
public static class CampaignLimits
{
    /// <summary>What ids start with.</summary>
    public const string Prefix = "cmp_";

    /// <summary>Campaigns of one account that are kept: two a day for years. Those that have ended may be removed.</summary>
    public const int MaxPerAccount = 2_000;

    /// <summary>Characters of a name.</summary>
    public const int MaxNameChars = 100;

    /// <summary>Variants of one campaign: a message's row has an octet for its variant, and nobody learns anything from more.</summary>
    public const int MaxVariants = 10;

    /// <summary>Weight of a variant beside the others.</summary>
    public const int MaxShare = 1_000;

    /// <summary>Originators of one campaign.</summary>
    public const int MaxSenders = 100;

    /// <summary>Lists or segments of one kind that an audience is put together of: each costs every contact a comparison.</summary>
    public const int MaxAudienceParts = 20;

    /// <summary>Messages or segments of a pace: more than any carrier takes.</summary>
    public const int MaxPace = 1_000_000;

    /// <summary>Parameters that are added to links.</summary>
    public const int MaxParameters = 10;

    /// <summary>Characters of the name or value of such a parameter.</summary>
    public const int MaxParameterChars = 100;

    /// <summary>Links of one text that are shortened; a token has four bits for which it is.</summary>
    public const int MaxLinks = 16;

    /// <summary>Recipients of a test send: the team.</summary>
    public const int MaxTestRecipients = 10;

    /// <summary>Rows that are listed of those whose text could not be made; further ones are only counted.</summary>
    public const int MaxListedProblems = 100;

    /// <summary>
    /// Messages whose fate is uncertain that a campaign knows by their ids: the windows of many binds that were killed. Further ones count as waiting until their validity ends.
    /// </summary>
    public const int MaxUncertain = 10_000;

    /// <summary>Longest wait of a test for its winner.</summary>
    public static readonly TimeSpan MaxTestDuration = TimeSpan.FromDays(7);

    /// <summary>Shortest: below it hardly a receipt has come.</summary>
    public static readonly TimeSpan MinTestDuration = TimeSpan.FromSeconds(1);
}
