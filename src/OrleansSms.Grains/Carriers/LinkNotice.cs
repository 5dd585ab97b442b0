using OrleansSms.Smpp.Session;

namespace OrleansSms.Grains.Carriers;

/// <summary>Something that reaches a bind from outside its grain: from the session's read loop or from a timer.</summary>
internal abstract record LinkNotice
{
    /// <summary>A session is bound.</summary>
    public sealed record Bound(SmppSession Session) : LinkNotice;

    /// <summary>PDUs and timeouts of one socket read.</summary>
    public sealed record Events(SmppSession Session, SessionEvent[] Items) : LinkNotice;

    /// <summary>The session is over; these submit_sm were never answered.</summary>
    public sealed record Closed(string Reason, IReadOnlyList<long> Unanswered) : LinkNotice;

    /// <summary>A try to bind failed.</summary>
    public sealed record Failed(string Reason) : LinkNotice;

    /// <summary>Everything before it has been dealt with.</summary>
    public sealed record Flush(TaskCompletionSource Done) : LinkNotice;

    /// <summary>Time has passed.</summary>
    public sealed record Tick : LinkNotice
    {
        public static readonly Tick Instance = new();
    }
}
