using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Grains.Campaigns;

/// <summary>Where a campaign stands, in memory as in the store. Its grain and its run both change it, one after the other, each from what the other has left.</summary>
internal sealed class KeptCampaign(CampaignState state, CampaignJournal journal) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public CampaignState State { get; private set; } = state;

    /// <summary>Keeps what follows from where it stands; false when <paramref name="change"/> says that nothing does.</summary>
    public async Task<bool> ChangeAsync(Func<CampaignState, CampaignState?> change)
    {
        await _turn.WaitAsync();
        try
        {
            if (change(State) is not { } changed)
            {
                return false;
            }

            await journal.WriteAsync(changed);
            State = changed;
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
