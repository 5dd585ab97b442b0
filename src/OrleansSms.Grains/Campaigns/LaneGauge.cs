using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Routing;

namespace OrleansSms.Grains.Campaigns;

/// <summary>How much of a campaign waits in the lanes, and how fast they empty.</summary>
internal sealed class LaneGauge(GrainReferences grains, RoutingView routing)
{
    public async Task<LaneLoad> ReadAsync(string campaign, CancellationToken cancellationToken)
    {
        await routing.RefreshAsync(cancellationToken);
        var states = await Task.WhenAll(routing.Binds.Select(bind => grains.Bind(bind).GetShareAsync(campaign).AsTask()));
        return LaneLoad.Of(states);
    }
}

/// <summary>What waits of a campaign in all lanes.</summary>
/// <param name="Waiting">Messages in memory.</param>
/// <param name="IsBehind">Whether some of it waits in the store alone.</param>
/// <param name="EffectiveTps">Segments a second that the binds that are up take together; 0 = no limit is known of one of them.</param>
/// <param name="IsUp">Whether any bind is up.</param>
internal readonly record struct LaneLoad(int Waiting, bool IsBehind, double EffectiveTps, bool IsUp)
{
    /// <summary>Whether more may be submitted.</summary>
    public bool HasRoom => !IsBehind && Waiting < LaneWindow.Of(EffectiveTps);

    public static LaneLoad Of(IReadOnlyList<ShareState> states)
    {
        var up = states.Where(static state => state.IsBound).ToList();
        var tps = up.Exists(static state => state.EffectiveTps == 0) ? 0 : up.Sum(static state => state.EffectiveTps);
        return new LaneLoad(states.Sum(static state => state.Waiting), states.Any(static state => state.IsBehind), tps, up.Count > 0);
    }
}
