using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Makes a caller the only owner of a bind.</summary>
internal static class BindClaims
{
    internal const string Intended = $"SELECT {MessageRow.Columns} FROM messages WHERE intent = ?1";

    /// <summary>Raises the bind's epoch and finds what its earlier owners left.</summary>
    public static BindClaim Claim(WriteSession session, BindKey bind)
    {
        var number = session.Names.Intern(session.Connection, bind);
        var epoch = session.Epochs.Raise(number);
        var uncertain = new SortedDictionary<long, QueuedMessage>();
        foreach (var message in session.Recent.Staged())
        {
            if (message.State.IntentBind == number)
            {
                uncertain.Add(message.Key, new QueuedMessage(message.Message, message.State.Attempts, message.State.SentMask));
            }
        }

        using var rows = session.Connection.Prepare(Intended).Bind(1, number);
        while (rows.Step())
        {
            var id = MessageRow.ReadId(rows);
            if (session.Recent.Get(id.Key) is null)
            {
                var (message, state) = MessageRow.Read(rows, session.Names);
                uncertain.Add(id.Key, new QueuedMessage(message, state.Attempts, state.SentMask));
            }
        }

        return new BindClaim(epoch, [.. uncertain.Values]);
    }
}
