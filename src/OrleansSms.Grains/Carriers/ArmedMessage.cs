using OrleansSms.Domain.Carriers;
using OrleansSms.Smpp.Text;

namespace OrleansSms.Grains.Carriers;

/// <summary>A message whose intent is durable: its segments go out one by one as window and TPS allow.</summary>
internal sealed class ArmedMessage(QueuedMessage queued, IReadOnlyList<Segment> segments)
{
    public Message Message => queued.Message;

    public QueuedMessage Queued => queued;

    public IReadOnlyList<Segment> Segments => segments;

    /// <summary>Bits of the segments that the carrier has accepted, in this or an earlier try.</summary>
    public long SentMask { get; set; } = queued.SentMask;

    /// <summary>Next segment to look at.</summary>
    public int Next { get; set; }

    /// <summary>Segments sent and not answered.</summary>
    public int Unanswered { get; set; }

    /// <summary>Set when a segment was refused or its answer never came: no more go out.</summary>
    public Setback? Setback { get; set; }

    /// <summary>All segments of the message as this carrier takes them. Where the SMSC splits it, one submit_sm stands for all.</summary>
    public long BitOf(int segment) => segments.Count == 1 ? Message.AllSegments : 1L << segment;

    /// <summary>Whether the carrier has accepted every segment: its status says so then, and its intent is over by itself.</summary>
    public bool IsSent => (SentMask & Message.AllSegments) == Message.AllSegments;

    /// <summary>Whether nothing more will be sent or answered in this try.</summary>
    public bool IsOver => Unanswered == 0 && (Setback is not null || Next >= segments.Count);

    /// <summary>Set when what follows from this try has been decided. It may still stand in the queue of armed messages then.</summary>
    public bool IsSettled { get; set; }
}

/// <summary>Why a try ended without the carrier having everything.</summary>
/// <param name="Outcome">What it means.</param>
/// <param name="CommandStatus">The carrier's answer; null = there was none.</param>
internal readonly record struct Setback(SubmitOutcome Outcome, uint? CommandStatus)
{
    /// <summary>What is left of the message is not to be sent as it was decided. It waits again, like one that the carrier throttled.</summary>
    public static readonly Setback Recalled = new(SubmitOutcome.Throttled, Smpp.Pdus.CommandStatus.Ok.Value);

    /// <summary>Of two the first, but for a recall, which says nothing of what is at the carrier.</summary>
    public static Setback Worse(Setback? first, Setback second) => first is null || first == Recalled ? second : first.Value;

    /// <summary>Whether the submit_sm may be at the carrier all the same.</summary>
    public bool IsUncertain => CommandStatus is null;
}

/// <summary>A submit_sm under way.</summary>
/// <param name="Armed">Its message.</param>
/// <param name="Segment">0-based.</param>
/// <param name="SentAt">When it was sent, in Unix microseconds.</param>
/// <param name="SentClock">The same in microseconds of the monotonic clock.</param>
internal readonly record struct SentSegment(ArmedMessage Armed, int Segment, long SentAt, long SentClock);
