using OrleansSms.Domain.Recipients;

namespace OrleansSms.Contracts.Recipients;

/// <summary>One suppression list. Key: an account's id for its own list, the name of a shared one, or <see cref="Suppression.Unreachable"/>. A stateless worker.</summary>
[Alias("sms.ISuppressionListGrain")]
public interface ISuppressionListGrain : IGrainWithStringKey
{
    /// <summary>Most numbers of one call.</summary>
    const int MaxNumbers = 1_000;

    /// <summary>Puts numbers on the list, durably; what waits for them is recalled. A number that stands on it gets the new reason and time.</summary>
    [Alias("Put")]
    Task PutAsync([Immutable] IReadOnlyList<SuppressionEntry> entries);

    /// <summary>Takes a number off the list; false when it does not stand on it.</summary>
    [Alias("Remove")]
    Task<bool> RemoveAsync(Msisdn number);

    /// <summary>The entry of a number; null when it does not stand on the list.</summary>
    [Alias("Find")]
    Task<SuppressionEntry?> FindAsync(Msisdn number);

    /// <summary>Entries behind <paramref name="after"/> in the order of their digits as text.</summary>
    [Alias("List")]
    Task<IReadOnlyList<SuppressionEntry>> ListAsync(Msisdn? after, int limit, CancellationToken cancellationToken = default);
}
