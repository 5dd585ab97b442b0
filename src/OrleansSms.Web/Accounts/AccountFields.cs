using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Accounts;

/// <summary>Reads an account.</summary>
internal static class AccountFields
{
    /// <summary>More than one machine's carriers can take together.</summary>
    private const int MaxTps = 1_000_000;

    /// <summary>A week: beyond it a backlog is not a burst but a mistake.</summary>
    private const int MaxBacklogSeconds = 7 * 86_400;

    private const int MaxNameChars = 128;

    public static readonly FieldNames Names =
        new("name", "default_from", "default_country", "tps_limit", "max_backlog_seconds", "recipient_cap", "approves_campaigns", "disabled");

    public static readonly FieldNames CapNames = new("count", "window", "category");

    public static AccountConfig Read(FieldReader fields, AccountConfig current) => current with
    {
        Name = fields.Has("name") ? fields.String("name", maxChars: MaxNameChars) : current.Name,
        DefaultFrom = fields.Has("default_from") ? fields.String("default_from") : current.DefaultFrom,
        DefaultCountry = fields.Has("default_country") ? ReadCountry(fields) : current.DefaultCountry,
        TpsLimit = (int?)fields.Integer("tps_limit", 0, MaxTps) ?? current.TpsLimit,
        MaxBacklogSeconds = (int?)fields.Integer("max_backlog_seconds", 0, MaxBacklogSeconds) ?? current.MaxBacklogSeconds,
        RecipientCap = fields.Has("recipient_cap") ? ReadCap(fields) : current.RecipientCap,
        ApprovesCampaigns = fields.Boolean("approves_campaigns") ?? current.ApprovesCampaigns,
        Disabled = fields.Boolean("disabled") ?? current.Disabled,
    };

    private static string? ReadCountry(FieldReader fields)
    {
        var country = fields.String("default_country");
        if (country is not null && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
        {
            fields.Wrong("default_country", FieldCode.InvalidValue, "default_country must be two capital letters of ISO 3166, as in GB");
        }

        return country;
    }

    private static RecipientCap? ReadCap(FieldReader fields)
    {
        if (fields.Object("recipient_cap", CapNames) is not { } cap)
        {
            return null;
        }

        var count = cap.Integer("count", 1, RecipientCap.MaxCount, required: true) ?? 1;
        var window = cap.Duration("window", required: true) ?? TimeSpan.FromDays(1);
        if (window < TimeSpan.FromSeconds(1) || window.TotalSeconds > RecipientCap.MaxSeconds)
        {
            cap.Wrong("window", FieldCode.OutOfRange, "window must be from PT1S to P30D");
        }

        return new RecipientCap((int)count, (long)window.TotalSeconds, cap.Choice<MessageCategory>("category"));
    }
}
