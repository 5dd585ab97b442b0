using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Counted;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Reads what a recipient's cap is rebuilt from.</summary>
internal sealed class CountedReader(RecentMessages recent, NameTable names, CountedTable counted)
{
    private const string ById = $"SELECT {MessageRow.Columns} FROM messages WHERE key = ?1";

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
        foreach (var key in counted.Find(connection, recipient, account))
        {
            using var row = connection.Prepare(ById).Bind(1, key);
            if (row.Step() && scan.Row(row) is { } found && found.Message.To == recipient && found.Message.Account == names.NameOf(account))
            {
                Add(found.Message, found.State);
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
