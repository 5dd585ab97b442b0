using OrleansSms.Domain.Recipients;

namespace OrleansSms.Contracts.Erasures;

/// <summary>Erasures of persons that an account has ordered. Key: the account's id. A stateless worker.</summary>
[Alias("sms.IErasuresGrain")]
public interface IErasuresGrain : IGrainWithStringKey
{
    /// <summary>Orders the erasure of a person. The order is durable when it answers, and carried out whatever dies meanwhile.</summary>
    [Alias("Order")]
    Task<ErasureRecord> OrderAsync(Msisdn number);

    /// <summary>An erasure by its id; null when there is none.</summary>
    [Alias("Get")]
    Task<ErasureRecord?> GetAsync(string id);

    /// <summary>Erasures with ids greater than <paramref name="after"/>, in the order of ids.</summary>
    [Alias("List")]
    Task<IReadOnlyList<ErasureRecord>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default);
}
