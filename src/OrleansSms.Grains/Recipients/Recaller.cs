using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Routing;

namespace OrleansSms.Grains.Recipients;

/// <summary>Tells every bind what must not go any more. What waits in the store and not in a lane is looked at when it is read.</summary>
internal sealed class Recaller(IGrainFactory grains, RoutingView routing)
{
    /// <summary>When it completes, no bind begins to send what is recalled.</summary>
    public Task RecallAsync(Msisdn number, IReadOnlyList<Recall> recalls) =>
        recalls.Count == 0 ? Task.CompletedTask : TellAsync(bind => bind.RecallAsync(number, recalls));

    /// <summary>What waits for an account is decided again: of many numbers at once that is less work than a recall for each.</summary>
    public Task ReviewAsync(string account) => TellAsync(bind => bind.ReviewAsync(account));

    private async Task TellAsync(Func<ICarrierBindGrain, Task> tell)
    {
        await routing.RefreshAsync();
        await Task.WhenAll(routing.Binds.Select(bind => tell(grains.GetGrain<ICarrierBindGrain>(bind.ToString()))));
    }
}
