using OrleansSms.Load.Carrier;
using OrleansSms.Load.Http;
using OrleansSms.Load.Offering;

namespace OrleansSms.Load.Auditing;

/// <summary>What was promised, what the carrier got, and what the gateway says, message by message.</summary>
internal sealed class Comparison
{
    private const int Examples = 5;

    private readonly Dictionary<MessageKey, int> _atCarrier = [];
    private readonly Dictionary<MessageKey, StoredMessage> _stored = [];
    private readonly List<string> _examples = [];

    /// <summary>Compares the messages that were answered with 202 with what the carrier recorded; add the gateway's view, then judge.</summary>
    public Comparison(IEnumerable<SubmitRecord> carrier)
    {
        foreach (var record in carrier)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_atCarrier, record.Key, out _)++;
        }
    }

    public int Accepted { get; private set; }

    /// <summary>Accepted, and: unknown to the gateway, never at the carrier without a reason, or not final.</summary>
    public int Lost { get; private set; }

    /// <summary>Those of the lost that are known but have not ended.</summary>
    public int Unfinished { get; private set; }

    /// <summary>Ended, or wait to end, as uncertain: never sent twice.</summary>
    public int Uncertain { get; private set; }

    /// <summary>Ended because their validity did.</summary>
    public int Expired { get; private set; }

    /// <summary>Copies at the carrier beyond the first.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Messages that the gateway stored twice for one request.</summary>
    public int StoredTwice { get; private set; }

    /// <summary>Messages at the carrier more than once.</summary>
    public List<StoredMessage> Duplicated { get; } = [];

    public Dictionary<string, int> Statuses { get; } = [];

    /// <summary>A few of what is wrong.</summary>
    public IReadOnlyList<string> Wrong => _examples;

    public void Add(StoredMessage message)
    {
        if (!_stored.TryAdd(message.Key, message))
        {
            StoredTwice++;
            Example($"stored twice: {message.Id} and {_stored[message.Key].Id}");
        }
    }

    /// <summary>Counts.</summary>
    /// <param name="accepted">Messages answered with 202.</param>
    public void Judge(IEnumerable<MessageKey> accepted)
    {
        foreach (var key in accepted)
        {
            Accepted++;
            JudgeOne(key, _atCarrier.GetValueOrDefault(key));
        }
    }

    private void JudgeOne(MessageKey key, int copies)
    {
        if (!_stored.TryGetValue(key, out var message))
        {
            Lost++;
            Example($"unknown to the gateway: {key}, {copies} times at the carrier");
            return;
        }

        Statuses[message.Status] = Statuses.GetValueOrDefault(message.Status) + 1;
        if (copies > 1)
        {
            Duplicates += copies - 1;
            Duplicated.Add(message);
        }

        if (message.IsUncertain)
        {
            Uncertain++;
        }
        else if (message.Status == "expired" && copies == 0)
        {
            Expired++;
        }
        else if (copies == 0)
        {
            Lost++;
            Example($"never at the carrier: {message.Id} is {message.Status} {message.Reason}");
        }
        else if (!message.IsFinal)
        {
            Lost++;
            Unfinished++;
            Example($"not final: {message.Id} is {message.Status} {message.Reason}, {copies} times at the carrier");
        }
    }

    private void Example(string text)
    {
        if (_examples.Count < Examples)
        {
            _examples.Add(text);
        }
    }
}
