namespace OrleansSms.Domain.Campaigns;

/// <summary>When a campaign will be through, as far as that can be known now.</summary>
public static class FinishTime
{
    /// <summary>The time in Unix microseconds; null = it cannot be said, since nothing moves.</summary>
    /// <param name="now">Now.</param>
    /// <param name="messagesLeft">Messages that have not been sent: of recipients not taken up, and those that wait.</param>
    /// <param name="messagesPerSecond">The least of its pace and what carriers take now, in messages; 0 = nothing moves.</param>
    /// <param name="notBefore">When the last of what has a time of its own may go at the earliest: held messages, the last zone, the next opening.</param>
    public static long? Of(long now, long messagesLeft, double messagesPerSecond, long notBefore)
    {
        if (messagesLeft <= 0)
        {
            return now;
        }

        return messagesPerSecond <= 0 ? null : Math.Max(now + (long)(messagesLeft / messagesPerSecond * UnixMicros.PerSecond), notBefore);
    }

    /// <summary>Messages a second that a pace allows; <see cref="double.PositiveInfinity"/> without one.</summary>
    public static double MessagesPerSecond(CampaignPace? pace, double segmentsPerMessage) =>
        pace is null ? double.PositiveInfinity : pace.InSegments ? pace.PerSecond / Math.Max(1, segmentsPerMessage) : pace.PerSecond;
}
