using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Compliance;

/// <summary>What a STOP refuses, by the scope that the account's policy sets.</summary>
public static class OptOutScopes
{
    /// <summary>The opt-outs that a STOP makes.</summary>
    /// <param name="policy">The account's policy; null = it is not known, and everything of the account is refused.</param>
    /// <param name="account">The account; <c>*</c> = everybody.</param>
    /// <param name="sender">The originator that was answered; null = not known.</param>
    /// <param name="at">When, in Unix microseconds.</param>
    /// <param name="message">The inbound message.</param>
    /// <param name="keyword">The word.</param>
    public static IReadOnlyList<OptOut> OptOutsOf(AccountPolicy? policy, string account, string? sender, long at, string message, string keyword)
    {
        var all = new OptOut(account, at, message, keyword);
        if (policy is null || sender is null || policy.OptOutScope == OptOutScope.Account)
        {
            return new[] { all };
        }

        var programs = policy.OptOutScope == OptOutScope.Program
            ? policy.Programs.Where(program => program.Sender == sender).Select(program => all with { Program = program.Program }).ToArray()
            : [];
        return programs.Length > 0 ? programs : new[] { all with { Sender = sender } };
    }
}
