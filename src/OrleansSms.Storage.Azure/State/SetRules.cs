using OrleansSms.Storage.Azure.Keys;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.State;

/// <summary>How a change set takes effect. Its conditions are looked at before anything of it does, so that one which does not hold undoes nothing.</summary>
internal static class SetRules
{
    public static CommitResult Apply(this Stage stage, ChangeSet set)
    {
        if (!stage.IsReplay && Refuse(stage, set) is { } outcome)
        {
            return new CommitResult(outcome, []);
        }

        foreach (var created in set.NewMessages)
        {
            // When it is replayed, its row may have been taken up already.
            if (!stage.Has(created.Message.Id))
            {
                Create(stage, created);
            }
        }

        var results = set.Changes.Count == 0 ? [] : new ChangeResult[set.Changes.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Change(stage, set.Changes[i]);
        }

        Intend(stage, set);
        foreach (var (account, entry) in set.Events)
        {
            stage.Add(account, entry);
        }

        stage.Took(set);
        return new CommitResult(CommitOutcome.Written, results);
    }

    private static CommitOutcome? Refuse(Stage stage, ChangeSet set)
    {
        if (set.Idempotency is { } request && stage.HasAnswer(TableKeys.Answer(request.Key)))
        {
            return CommitOutcome.KeyExists;
        }

        if (set.Intent is { } intent && (intent.Epoch == 0 || stage.Epoch(intent.Bind) != intent.Epoch))
        {
            return CommitOutcome.EpochLost;
        }

        foreach (var (shard, epoch) in set.Shards)
        {
            if (stage.Epoch(ShardOwners.Key(shard)) != epoch)
            {
                return CommitOutcome.EpochLost;
            }
        }

        var ids = set.NewMessages.Count > 1 ? new HashSet<MessageId>() : null;
        return set.NewMessages.Any(created => stage.Has(created.Message.Id) || ids?.Add(created.Message.Id) == false) ? CommitOutcome.Invalid : null;
    }

    private static void Create(Stage stage, NewMessage created)
    {
        var message = created.Message;
        stage.Create(HeldState.Begin(created));
        stage.Add(message.Account, new LoggedEvent { Type = EventType.MessageAccepted, At = message.CreatedAt, Message = message.Id });
        if (created.Status != MessageStatus.Accepted && EventTypes.For(created.Status) is var type and not EventType.None)
        {
            stage.Add(message.Account, new LoggedEvent { Type = type, At = message.CreatedAt, Message = message.Id, Reason = created.Reason });
        }
    }

    private static ChangeResult Change(Stage stage, MessageChange change)
    {
        if (stage.Find(change.Id) is not { } before)
        {
            Overtake(stage, change);
            return default;
        }

        var (status, account) = (before.Record.Status, before.Record.Message.Account);
        if (!change.MayBeTaken(status, before.IntentBind is not null))
        {
            return new ChangeResult(true, status, status);
        }

        var after = before.After(change);
        stage.Put(change.Id, after);
        if (change.OpenReceipt is { } opened)
        {
            stage.Say(change.Id, opened, change.At, isOpen: true);
        }

        if (change.CloseReceipt is { } closed)
        {
            stage.Say(change.Id, closed, change.At, isOpen: false);
        }

        if (after.Record.Status != status && EventTypes.For(after.Record.Status) is var type and not EventType.None)
        {
            stage.Add(account, new LoggedEvent { Type = type, At = change.At, Message = change.Id, Reason = change.Reason, Error = change.Error });
        }

        return new ChangeResult(true, status, after.Record.Status);
    }

    /// <summary>When it is replayed, rows may say this already, and they go before what an older message in memory has to say of the receipt.</summary>
    private static void Overtake(Stage stage, MessageChange change)
    {
        if (stage.IsReplay && change.OpenReceipt is { } opened)
        {
            stage.Unsay(opened);
        }

        if (stage.IsReplay && change.CloseReceipt is { } closed)
        {
            stage.Unsay(closed);
        }
    }

    /// <summary>A message that has left its lane is not sent, whatever the bind thinks.</summary>
    private static void Intend(Stage stage, ChangeSet set)
    {
        foreach (var id in set.Intent?.Messages ?? [])
        {
            if (stage.Find(id) is { Record.Status: MessageStatus.Queued } queued)
            {
                stage.Put(id, queued with { IntentBind = set.Intent!.Bind, IntentEpoch = set.Intent.Epoch });
            }
        }

        foreach (var over in set.IntentsOver)
        {
            foreach (var id in over.Messages)
            {
                if (stage.Find(id) is { } found && found.IntentBind == over.Bind && found.IntentEpoch <= over.Epoch)
                {
                    stage.Put(id, found with { IntentBind = null, IntentEpoch = 0 });
                }
            }
        }
    }
}
