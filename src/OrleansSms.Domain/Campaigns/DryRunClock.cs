namespace OrleansSms.Domain.Campaigns;

/// <summary>The virtual clock of a dry run: each message takes the time that pace and carriers need for it, and goes in the campaign's hours. Used by several threads.</summary>
/// <param name="definition">The campaign.</param>
/// <param name="effectiveTps">Segments a second that the carriers take; 0 = no limit is known.</param>
/// <param name="begin">When it begins, in Unix microseconds.</param>
public sealed class DryRunClock(CampaignDefinition definition, double effectiveTps, long begin)
{
    private readonly Lock _gate = new();
    private double _next = begin;

    /// <summary>When the campaign begins, in Unix microseconds.</summary>
    public long Begin => begin;

    /// <summary>Whether anything is known of how long a message takes.</summary>
    public bool IsKnown => definition.Pace is not null || effectiveTps > 0;

    /// <summary>When a message would go, in Unix microseconds.</summary>
    /// <param name="segments">Its segments.</param>
    /// <param name="notBefore">When it may go at the earliest.</param>
    public long Next(int segments, long notBefore)
    {
        lock (_gate)
        {
            var at = (long)Math.Max(_next, notBefore);
            if (definition.Window is { } window && !window.IsOpen(at))
            {
                at = window.OpensAt(at);
            }

            // By recipients' clocks they come in any order: a late zone does not make the others wait.
            _next = (definition.Schedule.LocalMinute is null ? Math.Max(_next, at) : _next) + (SecondsOf(segments) * UnixMicros.PerSecond);
            return at;
        }
    }

    private double SecondsOf(int segments)
    {
        var pace = definition.Pace is { } limit ? (limit.InSegments ? segments : 1) / limit.PerSecond : 0;
        return Math.Max(pace, effectiveTps > 0 ? segments / effectiveTps : 0);
    }
}
