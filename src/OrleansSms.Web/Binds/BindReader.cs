using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Carriers;

namespace OrleansSms.Web.Binds;

/// <summary>Asks every carrier for its binds.</summary>
internal static class BindReader
{
    public static async Task<IReadOnlyList<BindState>> ReadAllAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var carriers = await grains.GetGrain<IDirectoryGrain>(0).ListCarriersAsync(cancellationToken);
        var binds = await Task.WhenAll(carriers.Select(carrier => grains.GetGrain<ICarrierGrain>(carrier.Id).GetBindsAsync()));
        return [.. binds.SelectMany(states => states)];
    }
}
