using OrleansSms.Domain.Compliance.Hours;

namespace OrleansSms.Domain.Compliance.Rules;

/// <summary>Second: whether the number is one that the account texts at all.</summary>
internal static class CountryRule
{
    public static Decision? Check(in DecisionContext context)
    {
        var (policy, site) = (context.Policy, context.Site);
        if (site.Costly != CostlyRange.None && !policy.AllowCostlyRanges)
        {
            return context.Suppress(site.Costly == CostlyRange.Satellite ? Reasons.SatelliteRange : Reasons.PremiumRange, data: site.RangesVersion);
        }

        if (policy.Countries is { } allowed && !Contains(allowed, site.NumberCountry))
        {
            return context.Suppress(Reasons.CountryBlocked, $"{site.NumberCountry}, allowed are {string.Join(' ', allowed)}");
        }

        foreach (var prefix in policy.DeniedPrefixes)
        {
            if (BeginsWith(context.Request.To, prefix))
            {
                return context.Suppress(Reasons.PrefixBlocked, "+" + prefix);
            }
        }

        return null;
    }

    private static bool Contains(IReadOnlyList<string> countries, string country)
    {
        for (var i = 0; i < countries.Count; i++)
        {
            if (countries[i] == country)
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsWith(Msisdn number, string prefix)
    {
        Span<char> digits = stackalloc char[Msisdn.MaxDigits];
        number.Digits.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        return digits[..length].StartsWith(prefix);
    }
}
