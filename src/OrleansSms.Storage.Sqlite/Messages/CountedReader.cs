using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Reads what a recipient's cap is rebuilt from.</summary>
internal sealed class CountedReader(RecentMessages recent, NameTable names)
{
    internal const string Select = $"""
        SELECT {MessageRow.Columns} FROM messages WHERE counted = 1 AND recipient = ?1 AND account = ?2 ORDER BY key
        """;

    public List<CountedMessage> Read(Connection connection, IReadOnlyList<Msisdn> recipients, int account, long since)
    {
        var messages = new Dictionary<long, CountedMessage>();
        using var visit = recent.Visit();
        foreach (var recipient in recipients)
        {
            Read(connection, recipient, account, since, messages);
        }

        return [.. messages.Values];
    }

    private void Read(Connection connection, Msisdn recipient, int account, long since, Dictionary<long, CountedMessage> messages)
    {
        void Add(Message message, RecentState state)
        {
            messages.Remove(message.Id.Key);
            if (state.HoldsPlace && state.QueuedAt >= since)
            {
                messages.Add(message.Id.Key, new CountedMessage(message, state.QueuedAt!.Value));
            }
        }

        var scan = new MessageScan(recent, names);
        using (var rows = connection.Prepare(Select).Bind(1, recipient.Digits).Bind(2, account))
        {
            while (rows.Step())
            {
                var (message, state) = scan.Row(rows)!.Value;
                Add(message, state);
            }
        }

        foreach (var held in recent.Counted.Find(recipient, account))
        {
            if (held.Published is { } state)
            {
                Add(held.Message, state);
            }
        }
    }
}
