using OrleansSms.Contracts.Scheduling;

namespace OrleansSms.Grains.Scheduling;

[GrainType("release"), KeepAlive]
internal sealed partial class ReleaseGrain(Releaser releaser, ILogger<ReleaseGrain> logger) : Grain, IReleaseGrain
{
    /// <summary>How late a scheduled message may be for want of a look.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions { DueTime = LookEvery, Period = LookEvery, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task EnsureRunningAsync() => Task.CompletedTask;

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await releaser.ReleaseDueAsync(cancellationToken))
            {
                // A full page: there is more.
            }
        }
        catch (StoreUnavailableException e)
        {
            LogNotReleased(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Due messages could not be released yet")]
    private static partial void LogNotReleased(ILogger logger, Exception exception);
}
