using OrleansSms.Domain.Compliance;

namespace OrleansSms.Web.Policies;

/// <summary>Reads changes of a policy: what is absent stays, what is null is as at the beginning.</summary>
internal static class PolicyFields
{
    private const int MaxLists = 20;
    private const int MaxCountries = 250;
    private const int MaxPrefixes = 1_000;

    /// <summary>Fields that protect the platform and others on it from the account.</summary>
    private static readonly string[] OfOperator = ["stopped", "suppression_lists", "allow_costly_ranges", "velocity", "ceilings"];

    public static readonly FieldNames Names = new(
        "stopped", "require_consent", "opt_out_scope", "suppression_lists", "suppress_unreachable", "quiet_categories", "sending_hours", "caps", "duplicate_window",
        "countries", "denied_prefixes", "allow_costly_ranges", "velocity", "ceilings", "programs", "require_opt_out_route");

    private static readonly FieldNames HoursNames = new("from", "to");

    public static PolicyConfig Read(FieldReader fields, PolicyConfig current, bool isOperator)
    {
        if (!isOperator)
        {
            foreach (var name in OfOperator.Where(name => fields.Has(name)))
            {
                fields.Wrong(name, "operator_only", $"{name} is the operator's to change");
            }
        }

        return current with
        {
            Stopped = fields.Has("stopped") ? fields.Boolean("stopped") ?? false : current.Stopped,
            RequireConsent = fields.Has("require_consent") ? PolicyParts.Categories(fields, "require_consent") ?? Categories.None : current.RequireConsent,
            OptOutScope = fields.Has("opt_out_scope") ? fields.Choice<OptOutScope>("opt_out_scope") ?? OptOutScope.Account : current.OptOutScope,
            SuppressionLists = fields.Has("suppression_lists") ? ReadLists(fields) : current.SuppressionLists,
            SuppressUnreachable = fields.Has("suppress_unreachable") ? fields.Boolean("suppress_unreachable") ?? true : current.SuppressUnreachable,
            QuietCategories = fields.Has("quiet_categories") ? ReadQuiet(fields) : current.QuietCategories,
            SendingHours = fields.Has("sending_hours") ? ReadHours(fields) : current.SendingHours,
            Caps = fields.Has("caps") ? PolicyParts.Caps(fields) : current.Caps,
            DuplicateSeconds = fields.Has("duplicate_window") ? PolicyParts.Seconds(fields, "duplicate_window", FrequencyCap.MaxSeconds) ?? 0 : current.DuplicateSeconds,
            Countries = fields.Has("countries") ? ReadCountries(fields) : current.Countries,
            DeniedPrefixes = fields.Has("denied_prefixes") ? ReadPrefixes(fields) : current.DeniedPrefixes,
            AllowCostlyRanges = fields.Has("allow_costly_ranges") ? fields.Boolean("allow_costly_ranges") ?? false : current.AllowCostlyRanges,
            Velocity = fields.Has("velocity") ? PolicyParts.Velocity(fields) : current.Velocity,
            Ceilings = fields.Has("ceilings") ? PolicyParts.Ceilings(fields) : current.Ceilings,
            RequireOptOutRoute = fields.Has("require_opt_out_route") ? fields.Boolean("require_opt_out_route") : current.RequireOptOutRoute,
            Programs = fields.Has("programs") ? PolicyParts.Programs(fields) : current.Programs,
        };
    }

    private static IReadOnlyList<string>? ReadLists(FieldReader fields) => PolicyParts.Strings(
        fields, "suppression_lists", MaxLists, static name => ConfiguredName.IsValid(name) && name != Domain.Recipients.Suppression.Unreachable,
        $"a list's name has {ConfiguredName.Expected}; unreachable is another setting");

    private static IReadOnlyList<string>? ReadCountries(FieldReader fields) => PolicyParts.Strings(
        fields, "countries", MaxCountries, NumberParser.IsCountry, "must be a country of ISO 3166 in two capital letters, as in GB");

    private static IReadOnlyList<string>? ReadPrefixes(FieldReader fields) => PolicyParts.Strings(
        fields, "denied_prefixes", MaxPrefixes, static prefix => prefix.Length is > 0 and <= Msisdn.MaxDigits && prefix.All(char.IsAsciiDigit), "must be digits without a plus sign, as in 4470");

    /// <summary>An account may be stricter than the law, not laxer.</summary>
    private static Categories? ReadQuiet(FieldReader fields)
    {
        var quiet = PolicyParts.Categories(fields, "quiet_categories");
        if (quiet is { } set && !set.Has(MessageCategory.Marketing))
        {
            fields.Wrong("quiet_categories", FieldCode.InvalidValue, "quiet_categories must have marketing: the law wants it");
        }

        return quiet;
    }

    private static DayHours? ReadHours(FieldReader fields)
    {
        if (fields.Object("sending_hours", HoursNames) is not { } hours)
        {
            return null;
        }

        var (from, to) = (PolicyParts.Clock(hours, "from"), PolicyParts.Clock(hours, "to"));
        if (from is not null && from == to)
        {
            hours.Wrong("to", FieldCode.InvalidValue, "to must differ from from: these are no hours at all");
        }

        return new DayHours(from ?? 0, to ?? 0);
    }
}
