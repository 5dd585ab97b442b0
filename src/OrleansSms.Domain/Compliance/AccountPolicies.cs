using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Compliance.Numbers;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance;

/// <summary>Makes an account's policy ready for deciding, and says what holds where it says nothing.</summary>
public static class AccountPolicies
{
    /// <summary>The policy of an account.</summary>
    /// <param name="account">Its configuration.</param>
    /// <param name="config">Its policy document; null = the defaults.</param>
    /// <param name="data">Tells the countries of its senders, and what the operator decided for all.</param>
    public static AccountPolicy Compile(AccountConfig account, PolicyConfig? config, ComplianceData data)
    {
        config ??= new PolicyConfig { Account = account.Id };
        return new AccountPolicy
        {
            Account = account.Id,
            Version = config.Version,
            IsStopped = config.Stopped,
            RequireConsent = config.RequireConsent,
            OptOutScope = config.OptOutScope,
            SuppressionLists = config.SuppressionLists ?? [],
            SuppressUnreachable = config.SuppressUnreachable,
            QuietCategories = config.QuietCategories ?? data.QuietByDefault,
            SendingHours = config.SendingHours,
            Caps = CapsOf(account, config),
            DuplicateSeconds = config.DuplicateSeconds,
            Countries = config.Countries is { } listed ? listed.Count == 0 ? null : listed : CountriesOf(account, config, data.Sites.Plan),
            DeniedPrefixes = config.DeniedPrefixes ?? [],
            AllowCostlyRanges = config.AllowCostlyRanges,
            Velocity = config.Velocity,
            Ceilings = config.Ceilings,
            Programs = config.Programs ?? [],
            RequireOptOutRoute = config.RequireOptOutRoute ?? data.RequireOptOutRouteByDefault,
        };
    }

    private static IReadOnlyList<FrequencyCap> CapsOf(AccountConfig account, PolicyConfig config)
    {
        var own = config.Caps ?? [];
        return account.RecipientCap is { } cap
            ? own.Prepend(new FrequencyCap(cap.Count, cap.Seconds, CapScope.Account, CategoriesOf(cap))).ToArray()
            : own;
    }

    private static Categories CategoriesOf(RecipientCap cap) =>
        cap.Category is { } only ? (Categories)(1 << (int)only) : FrequencyCap.DefaultCategories;

    /// <summary>The countries of the account's own numbers. Where none of them tells a country, every country may be texted.</summary>
    private static string[]? CountriesOf(AccountConfig account, PolicyConfig config, NumberPlan plan)
    {
        var countries = new SortedSet<string>(StringComparer.Ordinal);
        if (account.DefaultCountry is { } country)
        {
            countries.Add(country);
        }

        IEnumerable<string?> senders = [account.DefaultFrom, .. (config.Programs ?? []).Select(static program => program.Sender)];
        foreach (var sender in senders)
        {
            if (sender?.StartsWith('+') == true && NumberParser.TryParse(sender, null, out var number) && plan.CountryOf(number) is { Length: > 0 } its)
            {
                countries.Add(its);
            }
        }

        return countries.Count == 0 ? null : countries.ToArray();
    }
}
