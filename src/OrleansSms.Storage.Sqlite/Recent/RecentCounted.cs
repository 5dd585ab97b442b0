using System.Collections.Concurrent;

namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>The messages in memory that count towards a cap, by recipient and account.</summary>
internal sealed class RecentCounted
{
    private readonly ConcurrentDictionary<(Msisdn Recipient, int Account), RecentMessage[]> _messages = new();

    public RecentMessage[] Find(Msisdn recipient, int account) => _messages.TryGetValue((recipient, account), out var found) ? found : [];

    public void Add(RecentMessage message)
    {
        if (message.Message.CountsTowardsCap)
        {
            _messages[Key(message)] = [.. Find(message.Message.To, message.Account), message];
        }
    }

    public void Remove(RecentMessage message)
    {
        if (!message.Message.CountsTowardsCap)
        {
            return;
        }

        var others = Array.FindAll(Find(message.Message.To, message.Account), other => other != message);
        if (others.Length > 0)
        {
            _messages[Key(message)] = others;
        }
        else
        {
            _messages.TryRemove(Key(message), out _);
        }
    }

    private static (Msisdn Recipient, int Account) Key(RecentMessage message) => (message.Message.To, message.Account);
}
