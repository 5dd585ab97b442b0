using Orleans.Placement;
using Orleans.Runtime.Placement;
using OrleansSms.Domain.Carriers;

namespace OrleansSms.Grains.Carriers;

/// <summary>Spreads binds over the silos that there are when they start. A bind that runs stays where it is: to move it costs a session.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SpreadBindsAttribute() : PlacementAttribute(new BindPlacement());

[GenerateSerializer, Immutable, Alias("sms.BindPlacement")]
internal sealed class BindPlacement : PlacementStrategy;

internal sealed class BindPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (!BindKey.TryParse(target.GrainIdentity.Key.ToString(), out var bind))
        {
            // The grain itself says what is wrong with its key.
            return Task.FromResult(silos[0]);
        }

        return Task.FromResult(silos.Order().ElementAt(BindSpread.PlaceOf(bind, silos.Length)));
    }
}
