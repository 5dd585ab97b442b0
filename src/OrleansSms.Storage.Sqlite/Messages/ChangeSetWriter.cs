using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Writes a change set. Its conditions are looked at before anything is written, so that one which does not hold undoes nothing.</summary>
internal static class ChangeSetWriter
{
    /// <summary>How many rows a set is worth when commits are put together.</summary>
    public static int CountRows(ChangeSet set) =>
        set.NewMessages.Count + set.Changes.Count + set.IntentRests.Count + set.Inbound.Count + set.NewParts.Count + set.DoneParts.Count
        + (set.Batch is null ? 0 : 1) + (set.Idempotency is null ? 0 : 1) + (set.Intent is null ? 0 : 1);

    public static CommitResult Write(WriteSession session, ChangeSet set)
    {
        if (set.Idempotency is { } request && IdempotencyTable.Contains(session.Connection, request))
        {
            return new CommitResult(CommitOutcome.KeyExists, []);
        }

        if (set.Intent is { } intended && !IntentTable.HasEpoch(session, intended))
        {
            return new CommitResult(CommitOutcome.EpochLost, []);
        }

        WriteOutbound(session, set);
        WriteInbound(session, set);
        var states = WriteChanges(session, set.Changes);
        foreach (var (account, entry) in set.Events)
        {
            var number = session.Names.Intern(session.Connection, account);
            session.Events.Add(number, entry.Type, entry.At, entry.Message, entry.Reason, entry.Error, entry.Subject);
        }

        return new CommitResult(CommitOutcome.Written, states);
    }

    private static void WriteOutbound(WriteSession session, ChangeSet set)
    {
        if (set.Idempotency is { } request)
        {
            IdempotencyTable.Write(session.Connection, request);
        }

        if (set.Batch is { } batch)
        {
            BatchTable.Write(session, batch);
        }

        foreach (var message in set.NewMessages)
        {
            MessageInserter.Write(session, message);
        }

        if (set.Intent is { } intent)
        {
            IntentTable.Write(session, intent);
        }

        foreach (var rest in set.IntentRests)
        {
            IntentTable.Write(session, rest);
        }
    }

    private static void WriteInbound(WriteSession session, ChangeSet set)
    {
        foreach (var message in set.Inbound)
        {
            InboundTable.Write(session, message);
        }

        foreach (var part in set.NewParts)
        {
            InboundPartTable.Write(session, part);
        }

        foreach (var part in set.DoneParts)
        {
            InboundPartTable.Remove(session, part);
        }
    }

    private static ChangeResult[] WriteChanges(WriteSession session, IReadOnlyList<MessageChange> changes)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var states = new ChangeResult[changes.Count];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = MessageChanger.Write(session, changes[i]);
        }

        return states;
    }
}
