using OrleansSms.Load.Http;

namespace OrleansSms.Load.Auditing.Clusters;

/// <summary>Reads the whole event log, as a customer does, and looks whether each message's events are complete and in order.</summary>
internal sealed class EventCheck
{
    private const int Examples = 5;

    private static readonly string[] Order = ["message.accepted", "message.queued", "message.sent"];
    private static readonly string[] Finals = ["message.delivered", "message.undelivered", "message.failed", "message.expired", "message.canceled", "message.suppressed"];

    private readonly HashSet<string> _ids = [];
    private readonly Dictionary<string, (int Step, bool IsFinal)> _messages = [];

    /// <summary>Events that were read.</summary>
    public int Read => _ids.Count;

    /// <summary>Messages with a final event.</summary>
    public int Ended => _messages.Values.Count(static message => message.IsFinal);

    /// <summary>A few of what is wrong.</summary>
    public List<string> Wrong { get; } = [];

    public static async Task<EventCheck> RunAsync(GatewayApi api, CancellationToken cancellationToken)
    {
        var check = new EventCheck();
        for (string? cursor = null; ;)
        {
            var (events, next) = await api.ListEventsAsync(cursor, cancellationToken);
            foreach (var one in events)
            {
                check.Take(one);
            }

            if (next is null || events.Count == 0)
            {
                return check;
            }

            cursor = next;
        }
    }

    private void Take(EventSeen one)
    {
        if (!_ids.Add(one.Id))
        {
            Say($"event {one.Id} comes twice");
        }

        if (one.Message is not { } message)
        {
            return;
        }

        var (step, isFinal) = _messages.GetValueOrDefault(message, (-1, false));
        var (place, ends) = (Array.IndexOf(Order, one.Type), Finals.Contains(one.Type));
        if (isFinal && (ends || place >= 0))
        {
            Say($"{message}: {one.Type} behind its end");
        }
        else if (place >= 0 && place < step)
        {
            Say($"{message}: {one.Type} behind {Order[step]}");
        }

        _messages[message] = (Math.Max(step, place), isFinal || ends);
    }

    private void Say(string text)
    {
        if (Wrong.Count < Examples)
        {
            Wrong.Add(text);
        }
    }
}
