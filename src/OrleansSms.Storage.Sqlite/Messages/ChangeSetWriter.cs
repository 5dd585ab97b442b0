using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Journal;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Writes a change set. Its conditions are looked at before anything is written, so that one which does not hold undoes nothing.</summary>
internal sealed class ChangeSetWriter(ChangeSet set, NameTable names)
{
    // Used once: what a transaction that fails has done to it does not come back.
    private PreparedSet? _prepared = SetEncoder.TryPrepare(set, names);

    /// <summary>How many rows the set is worth when commits are put together.</summary>
    public int Rows { get; } =
        set.NewMessages.Count + set.Changes.Count + set.IntentsOver.Count + set.Inbound.Count + set.NewParts.Count + set.DoneParts.Count
        + (set.Batch is null ? 0 : 1) + (set.Idempotency is null ? 0 : 1) + (set.Intent is null ? 0 : 1);

    /// <exception cref="BrokenRuleException">A message of that id is there already.</exception>
    public CommitResult Write(WriteSession session)
    {
        if (set.Idempotency is { } request && session.Answers.Contains(request))
        {
            return new CommitResult(CommitOutcome.KeyExists, []);
        }

        if (!session.Shards.AreLast(set.Shards))
        {
            return new CommitResult(CommitOutcome.EpochLost, []);
        }

        var prepared = _prepared ?? SetEncoder.Prepare(set, session.Names, session.Connection);
        _prepared = null;
        if (set.Intent is { } intended && !session.Epochs.IsLast(prepared.IntentBind, intended.Epoch))
        {
            return new CommitResult(CommitOutcome.EpochLost, []);
        }

        if (!session.Stage.TryCreate(prepared.Created))
        {
            throw new BrokenRuleException("The store has a message with an id of this set.");
        }

        var states = WriteMessages(session, prepared);
        WriteRows(session);
        WriteEvents(session);
        return new CommitResult(CommitOutcome.Written, states);
    }

    /// <summary>The same, with a broken rule as an outcome.</summary>
    public CommitResult TryWrite(WriteSession session)
    {
        try
        {
            return Write(session);
        }
        catch (BrokenRuleException)
        {
            return new CommitResult(CommitOutcome.Invalid, []);
        }
    }

    private ChangeResult[] WriteMessages(WriteSession session, PreparedSet prepared)
    {
        if (prepared.Octets.Length == 0)
        {
            return [];
        }

        foreach (var created in prepared.Created)
        {
            AddEvents(session, created);
        }

        var allKnown = true;
        var states = set.Changes.Count == 0 ? [] : new ChangeResult[set.Changes.Count];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = Change(session, set.Changes[i], prepared.Steps[i], prepared.Octets);
            allKnown &= states[i].Found;
        }

        allKnown &= WriteIntents(session, prepared);
        session.Journal.Append(allKnown ? prepared.Octets : SetEncoder.Prepare(Known(session), session.Names, session.Connection).Octets);
        return states;
    }

    private static void AddEvents(WriteSession session, RecentMessage created)
    {
        var message = created.Message;
        var status = created.State.Status;
        session.Events.Add(created.Account, EventType.MessageAccepted, message.CreatedAt, message.Id);
        if (status != MessageStatus.Accepted)
        {
            session.Events.Add(created.Account, EventTypes.For(status), message.CreatedAt, message.Id, created.State.Reason);
        }
    }

    private static ChangeResult Change(WriteSession session, MessageChange change, in PreparedStep step, byte[] octets)
    {
        if (Find(session, change.Id) is not { } message)
        {
            return default;
        }

        var result = session.Stage.Change(message, change, step, octets);
        if (result.After != result.Before && EventTypes.For(result.After) is var type and not EventType.None)
        {
            session.Events.Add(message.Account, type, change.At, change.Id, change.Reason, change.Error);
        }

        return result;
    }

    /// <summary>False when a message is not known.</summary>
    private bool WriteIntents(WriteSession session, PreparedSet prepared)
    {
        var allKnown = true;
        foreach (var id in set.Intent?.Messages ?? [])
        {
            var message = Find(session, id);
            allKnown &= message is not null;
            if (message is not null)
            {
                session.Stage.Intend(message, prepared.IntentBind, set.Intent!.Epoch);
            }
        }

        for (var i = 0; i < set.IntentsOver.Count; i++)
        {
            foreach (var id in set.IntentsOver[i].Messages)
            {
                var message = Find(session, id);
                allKnown &= message is not null;
                if (message is not null)
                {
                    session.Stage.EndIntent(message, prepared.OverBinds[i], set.IntentsOver[i].Epoch);
                }
            }
        }

        return allKnown;
    }

    /// <summary>The part of the set that is about messages which exist: the journal knows them by key alone.</summary>
    private ChangeSet Known(WriteSession session) => set with
    {
        Changes = [.. set.Changes.Where(change => Find(session, change.Id) is not null)],
        Intent = set.Intent is { } intent ? intent with { Messages = Known(session, intent.Messages) } : null,
        IntentsOver = [.. set.IntentsOver.Select(over => over with { Messages = Known(session, over.Messages) })],
    };

    private static MessageId[] Known(WriteSession session, IReadOnlyList<MessageId> messages) => [.. messages.Where(id => Find(session, id) is not null)];

    private static RecentMessage? Find(WriteSession session, MessageId id) =>
        session.Stage.Find(id.Key) is { } message && message.Message.Id == id ? message : null;

    /// <summary>What is written once and goes straight into rows.</summary>
    private void WriteRows(WriteSession session)
    {
        if (set.Idempotency is { } request)
        {
            session.Answers.Add(request);
        }

        if (set.Batch is { } batch)
        {
            BatchTable.Write(session, batch);
        }

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

    private void WriteEvents(WriteSession session)
    {
        foreach (var (account, entry) in set.Events)
        {
            var number = session.Names.Intern(session.Connection, account);
            session.Events.Add(number, entry.Type, entry.At, entry.Message, entry.Reason, entry.Error, entry.Subject);
        }
    }
}
