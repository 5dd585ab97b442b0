using System.Collections.Concurrent;

namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>The messages in memory that count towards a cap, by recipient and account: mostly one, which stands there by itself. One thread changes it; others look at any time.</summary>
internal sealed class RecentCounted
{
    private readonly ConcurrentDictionary<(Msisdn Recipient, int Account), object> _messages = new();

    public RecentMessage[] Find(Msisdn recipient, int account) => _messages.TryGetValue((recipient, account), out var found) ? All(found) : [];

    public void Add(RecentMessage message)
    {
        if (message.Message.CountsTowardsCap && !_messages.TryAdd(Key(message), message))
        {
            _messages[Key(message)] = (RecentMessage[])[.. All(_messages[Key(message)]), message];
        }
    }

    public void Remove(RecentMessage message)
    {
        if (!message.Message.CountsTowardsCap || !_messages.TryGetValue(Key(message), out var found))
        {
            return;
        }

        if (ReferenceEquals(found, message))
        {
            _messages.TryRemove(Key(message), out _);
        }
        else if (found is RecentMessage[] several)
        {
            var others = Array.FindAll(several, other => other != message);
            _messages[Key(message)] = others.Length == 1 ? others[0] : others;
        }
    }

    private static RecentMessage[] All(object found) => found as RecentMessage[] ?? [(RecentMessage)found];

    private static (Msisdn Recipient, int Account) Key(RecentMessage message) => (message.Message.To, message.Account);
}
