using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Routing;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Campaigns;

/// <summary>
/// Stops what waits of a campaign in the lanes of every bind, and lets it go on. The note comes first: a bind that starts meanwhile reads it before it sends anything.
/// </summary>
internal sealed class ShareGate(IDocumentStore documents, GrainReferences grains, RoutingView routing)
{
    /// <summary>When it completes, no further submit_sm of the campaign begins.</summary>
    public async Task CloseAsync(string campaign)
    {
        await documents.PausedShares().WriteAsync(campaign, "", new PausedShare(campaign));
        await routing.RefreshAsync();
        await Task.WhenAll(routing.Binds.Select(bind => grains.Bind(bind).PauseAsync(campaign)));
    }

    public async Task OpenAsync(string campaign)
    {
        if (await documents.PausedShares().DeleteAsync(campaign))
        {
            await routing.RefreshAsync();
            await Task.WhenAll(routing.Binds.Select(bind => grains.Bind(bind).ResumeAsync(campaign)));
        }
    }
}
