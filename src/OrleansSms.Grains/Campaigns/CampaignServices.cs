using OrleansSms.Contracts.Campaigns;
using OrleansSms.Grains.Templates;

namespace OrleansSms.Grains.Campaigns;

/// <summary>What every campaign of the process uses.</summary>
internal sealed record CampaignServices(
    CampaignJournal Journal,
    AudienceReader Audience,
    PassRules Passes,
    UnitSender Sender,
    LaneGauge Gauge,
    ShareGate Gate,
    ParsedTemplates Templates,
    IGrainFactory Grains,
    IdGenerator Ids,
    TimeProvider Time,
    ILoggerFactory Loggers)
{
    /// <summary>Wall clock in Unix microseconds.</summary>
    public long Now => Time.GetUnixMicros();

    /// <summary>Monotonic clock in microseconds.</summary>
    public long Clock => Time.GetElapsedTime(0).Ticks / TimeSpan.TicksPerMicrosecond;

    public ICampaignCountsGrain Counts(string account) => Grains.GetGrain<ICampaignCountsGrain>(account);

    public Task Delay(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, Time, cancellationToken);

    /// <summary>Waits for a time of the wall clock, which may be set meanwhile: looks at it again from time to time.</summary>
    public async Task DelayUntilAsync(long at, CancellationToken cancellationToken)
    {
        while (at - Now is > 0 and var left)
        {
            await Delay(TimeSpan.FromMicroseconds(Math.Min(left, UnixMicros.From(LookAgain))), cancellationToken);
        }
    }

    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);
}
