using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Grains.Campaigns;

/// <content>What a campaign waits for before it takes up the next recipients.</content>
internal sealed partial class CampaignPager
{
    /// <summary>Waits out the hours in which the campaign does not go: what waits in lanes does not go either.</summary>
    public async Task WhileClosedAsync(CancellationToken stop)
    {
        if (State.Definition.Window is not { } window || window.IsOpen(services.Now))
        {
            return;
        }

        var before = WaitsFor;
        WaitsFor = "window";
        await services.Gate.CloseAsync(State.Id);
        await services.DelayUntilAsync(window.OpensAt(services.Now), stop);
        await services.Gate.OpenAsync(State.Id);
        WaitsFor = before;
    }

    private async Task ReadyAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await WhileClosedAsync(stop);
        while (_clock.WaitAt(services.Clock) is var wait && wait > TimeSpan.Zero)
        {
            WaitsFor = "pace";

            // In steps, since the pace may be edited meanwhile.
            await services.Delay(wait < SubmitAgain ? wait : SubmitAgain, stop);
            await WhileClosedAsync(stop);
        }

        while (!(await services.Gauge.ReadAsync(State.Id, stop)).HasRoom)
        {
            WaitsFor = "carriers";
            await services.Delay(LanesAgain, stop);
            await WhileClosedAsync(stop);
        }

        WaitsFor = null;
    }
}
