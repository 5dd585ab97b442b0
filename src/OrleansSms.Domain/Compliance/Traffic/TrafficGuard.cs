using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance.Traffic;

/// <summary>
/// What an account's own counts say of its messages. What is refused is not counted; what another rule refuses later has been: the ceilings err on the safe side.
/// </summary>
public sealed class TrafficGuard
{
    private readonly VelocityCount _velocity = new();

    /// <summary>What was sent in 24 hours.</summary>
    public DayCount Day { get; } = new();

    /// <summary>Judges the messages of a request, each in its turn; null = nothing speaks against any of them.</summary>
    /// <param name="now">Unix microseconds.</param>
    /// <param name="policy">The account's policy.</param>
    /// <param name="category">What the messages are for.</param>
    /// <param name="segments">Segments of each, in the order of the recipients.</param>
    /// <param name="recipients">To whom they go.</param>
    public TrafficVerdict[]? Judge(long now, AccountPolicy policy, MessageCategory category, IReadOnlyList<int> segments, IReadOnlyList<Msisdn> recipients)
    {
        Day.Turn(now);
        TrafficVerdict[]? verdicts = null;
        var (messages, used) = policy.Ceilings is null ? (0L, 0L) : (Day.Messages, Day.Segments);
        for (var i = 0; i < recipients.Count; i++)
        {
            var verdict = Ceiling(policy.Ceilings, messages, used, segments[i]);
            if (verdict == TrafficVerdict.Ok && policy.Velocity is { } limits && limits.Categories.Has(category))
            {
                verdict = _velocity.Count(now, recipients[i], limits);
            }

            if (verdict == TrafficVerdict.Ok)
            {
                Day.Add(segments[i]);
                (messages, used) = (messages + 1, used + segments[i]);
            }
            else
            {
                (verdicts ??= new TrafficVerdict[recipients.Count])[i] = verdict;
            }
        }

        return verdicts;
    }

    private static TrafficVerdict Ceiling(DailyCeilings? ceilings, long messages, long used, int segments)
    {
        if (ceilings is null)
        {
            return TrafficVerdict.Ok;
        }

        if (IsOver(messages + 1, ceilings.Messages) || IsOver(used + segments, ceilings.Segments))
        {
            return TrafficVerdict.MessageCeiling;
        }

        return IsOver((used + segments) * ceilings.SegmentPriceMicros, ceilings.SpendMicros) ? TrafficVerdict.SpendCeiling : TrafficVerdict.Ok;
    }

    private static bool IsOver(long count, long ceiling) => ceiling > 0 && count > ceiling;
}
