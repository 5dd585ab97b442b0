using OrleansSms.Domain.Carriers;

namespace OrleansSms.Contracts.Carriers;

/// <summary>One carrier: its configuration and its binds. Key: the carrier's id.</summary>
[Alias("sms.ICarrierGrain")]
public interface ICarrierGrain : IGrainWithStringKey
{
    /// <summary>The configuration; null when there is no such carrier.</summary>
    [Alias("Get")]
    Task<CarrierConfig?> GetAsync();

    /// <summary>Replaces the configuration, durably, and has the binds follow it.</summary>
    [Alias("Configure")]
    Task ConfigureAsync(CarrierConfig config);

    /// <summary>Unbinds, moves what waits to other carriers and forgets the carrier; false when there was none.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync();

    /// <summary>
    /// Sees to it that every bind runs; called from time to time by every silo. Answers for each bind, by its index, whether its session is bound.
    /// </summary>
    [Alias("EnsureRunning")]
    Task<IReadOnlyList<bool>> EnsureRunningAsync();

    /// <summary>The state of every bind.</summary>
    [Alias("GetBinds")]
    Task<IReadOnlyList<BindState>> GetBindsAsync();

    /// <summary>Takes a part of a concatenated inbound message: durable when it answers, and received once all parts are there.</summary>
    [Alias("AddPart")]
    Task AddPartAsync(InboundPart part);
}
