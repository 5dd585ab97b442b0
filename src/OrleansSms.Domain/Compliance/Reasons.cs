namespace OrleansSms.Domain.Compliance;

/// <summary>Codes of the rules, as <c>status_reason</c> shows them. docs/compliance.md says what causes each.</summary>
public static class Reasons
{
    /// <summary>The account's kill switch is on.</summary>
    public const string AccountStopped = "account_stopped";

    /// <summary>The account has sent what it may in 24 hours.</summary>
    public const string MessageCeiling = "daily_message_ceiling";

    /// <summary>The account has spent what it may in 24 hours.</summary>
    public const string SpendCeiling = "daily_spend_ceiling";

    /// <summary>Too many messages to numbers that share a prefix.</summary>
    public const string PrefixVelocity = "prefix_velocity";

    /// <summary>Too many adjacent numbers.</summary>
    public const string AdjacentNumbers = "adjacent_numbers";

    /// <summary>The number's country is not one of the account's.</summary>
    public const string CountryBlocked = "country_blocked";

    /// <summary>The number begins with digits that the account's policy denies.</summary>
    public const string PrefixBlocked = "prefix_blocked";

    /// <summary>A range that costs its caller more.</summary>
    public const string PremiumRange = "premium_range";

    /// <summary>A satellite or international network.</summary>
    public const string SatelliteRange = "satellite_range";

    /// <summary>Marketing from a name in letters, which cannot be answered, and whose text names no other way to opt out.</summary>
    public const string NoOptOutRoute = "no_opt_out_route";

    /// <summary>The recipient said STOP.</summary>
    public const string OptedOut = "opted_out";

    /// <summary>The number stands on a suppression list.</summary>
    public const string OnSuppressionList = "suppression_list";

    /// <summary>Carriers say that the number does not exist.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The account needs a consent and there is none.</summary>
    public const string NoConsent = "no_consent";

    /// <summary>The recipient wrote what may have been a STOP.</summary>
    public const string PossibleOptOut = "possible_opt_out";

    /// <summary>The same text went to the recipient a short while ago.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The recipient has had enough for now.</summary>
    public const string FrequencyCap = "frequency_cap";

    /// <summary>It is night where the recipient is.</summary>
    public const string QuietHours = "quiet_hours";
}
