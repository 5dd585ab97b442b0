using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Contacts;

/// <summary>Sums up what events say of numbers.</summary>
public sealed class EngagementTally
{
    private readonly Dictionary<Msisdn, Engagement> _happened = [];

    /// <summary>What has happened so far, by number.</summary>
    public IReadOnlyDictionary<Msisdn, Engagement> Happened => _happened;

    /// <summary>Counts an event, if it is one that counts.</summary>
    public void Add(EventRecord record)
    {
        var at = record.Event.At;
        switch (record.Event.Type)
        {
            case EventType.MessageSent when record.Message is { } sent:
                Add(sent.Message.To, new Engagement { Sent = 1, LastSentAt = at });
                break;
            case EventType.MessageDelivered when record.Message is { } delivered:
                Add(delivered.Message.To, new Engagement { Delivered = 1, LastDeliveredAt = at });
                break;
            case EventType.MessageReceived when record.Inbound is { } reply && NumberParser.TryParse(reply.From, null, out var from):
                Add(from, new Engagement { Replied = 1, LastRepliedAt = at });
                break;
            default:
                break;
        }
    }

    private void Add(Msisdn number, in Engagement happened)
    {
        // Of a person who was erased nothing is summed up any more.
        if (!number.IsNone)
        {
            _happened[number] = _happened.GetValueOrDefault(number).Plus(happened);
        }
    }
}
