namespace OrleansSms.Domain.Compliance.Hours;

/// <summary>How the clocks of a site stand for a while: whether messages may go, and when that changes.</summary>
public sealed class Outlook
{
    /// <summary>Held messages go within this time after the hours open, so that a million of them do not go in the same second.</summary>
    public const long SpreadSeconds = 1_800;

    /// <summary>How far ahead an opening is looked for: over a week of holidays.</summary>
    private const int HorizonDays = 15;

    private const long Step = DayHours.StepMinutes * 60 * UnixMicros.PerSecond;
    private const long Horizon = HorizonDays * 86_400 * UnixMicros.PerSecond;

    private readonly long _from;
    private readonly long _closes;

    private Outlook(long from, long until, long closes, bool isOpen, DecisionEvidence evidence)
    {
        (_from, Until, _closes) = (from, until, closes);
        (IsOpen, Evidence) = (isOpen, evidence);
    }

    /// <summary>Whether messages may go.</summary>
    public bool IsOpen { get; }

    /// <summary>When that changes, in Unix microseconds.</summary>
    public long Until { get; }

    /// <summary>Whether they ever may, within two weeks.</summary>
    public bool EverOpens => Until != long.MaxValue;

    /// <summary>What it is known by. Shared by all messages that are decided by it.</summary>
    public DecisionEvidence Evidence { get; }

    /// <summary>The outlook at a time. Clocks and hours change at quarters of an hour only, so these are what is looked at.</summary>
    public static Outlook Of(Site site, long at, DayHours? own)
    {
        var from = at - (((at % Step) + Step) % Step);
        var isOpen = site.IsAllowed(from, own);
        var until = NextChange(site, from, own, isOpen);
        var closes = isOpen || until == long.MaxValue ? until : NextChange(site, until, own, true);
        return new Outlook(from, until, closes, isOpen, Describe(site, own, isOpen, until));
    }

    /// <summary>Whether it says how the clocks stand at a time.</summary>
    public bool Covers(long at) => at >= _from && at < Until;

    /// <summary>When a held message goes, in Unix microseconds: spread over the beginning of the first hours that are allowed.</summary>
    public long SpreadFor(MessageId message)
    {
        var spread = Math.Min(SpreadSeconds * UnixMicros.PerSecond, (_closes - Until) / 2);
        return Until + (long)(message.Value.Low % (ulong)spread);
    }

    private static long NextChange(Site site, long from, DayHours? own, bool isOpen)
    {
        for (var at = from + Step; at < from + Horizon; at += Step)
        {
            if (site.IsAllowed(at, own) != isOpen)
            {
                return at;
            }
        }

        // Always open: that is looked at again when the horizon is reached.
        return isOpen ? from + Horizon : long.MaxValue;
    }

    private static DecisionEvidence Describe(Site site, DayHours? own, bool isOpen, long until)
    {
        var change = until == long.MaxValue ? "never opens" : string.Create(
            CultureInfo.InvariantCulture, $"{(isOpen ? "open" : "closed")} until {UnixMicros.ToTime(until):yyyy-MM-dd'T'HH:mm'Z'}");
        return new DecisionEvidence
        {
            Detail = own is { } hours ? $"{change}, own hours {hours}" : change,
            Data = site.Rules.Version,
            Jurisdiction = site.Jurisdiction,
            Zones = site.Zones.Select(zone => zone.Id).ToArray(),
            ZoneSource = site.Source,
        };
    }
}
