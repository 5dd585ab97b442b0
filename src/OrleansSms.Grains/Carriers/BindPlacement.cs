using Orleans.Placement;
using Orleans.Runtime.Placement;
using OrleansSms.Domain.Carriers;

namespace OrleansSms.Grains.Carriers;

/// <summary>Starts a bind at the silo that it belongs to.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SpreadBindsAttribute() : PlacementAttribute(new BindPlacement());

[GenerateSerializer, Immutable, Alias("sms.BindPlacement")]
internal sealed class BindPlacement : PlacementStrategy;

internal sealed class BindPlacementDirector(IClusterMembershipService membership) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        // A key that is none is told by the grain itself.
        _ = BindKey.TryParse(target.GrainIdentity.Key.ToString(), out var bind);

        // Not the silos that are known to be compatible: that list may lack a silo for long after it has joined, and a bind, which counts the active ones, would
        // leave and come back again and again. Silos of every version run binds.
        var silos = BindHome.ActiveOf(membership);
        silos = silos.Length > 0 ? silos : context.GetCompatibleSilos(target);
        return Task.FromResult(silos[BindSpread.PlaceOf(bind with { Carrier = bind.Carrier ?? "" }, Array.ConvertAll(silos, BindHome.NameOf))]);
    }
}
