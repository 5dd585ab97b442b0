namespace OrleansSms.Domain.Messages;

/// <summary>What a step does to a message. Each store lays it over its own form of the record, so that all go by one rule.</summary>
/// <param name="State">Where the message stands after it.</param>
/// <param name="Reached">The status that it reaches; <see cref="MessageStatus.Accepted"/> = it stays where it is.</param>
/// <param name="IsBehind">Whether the message stands further already: then only masks, version and history change.</param>
/// <param name="TakesPlace">Whether the message counts in caps from then on: it was queued, or it waits and was found anew to be allowed.</param>
public readonly record struct StepEffect(MessageState State, MessageStatus Reached, bool IsBehind, bool TakesPlace = false)
{
    /// <summary>Whether nothing is left to wait for: the message is not looked at again by the clock.</summary>
    public bool IsSettled => Reached is MessageStatus.Queued or MessageStatus.Sent || Reached.IsFinal();

    /// <summary>The effect of <paramref name="change"/> by the rule of <see cref="MessageState.Apply"/>. A message that has ended takes on nothing.</summary>
    public static StepEffect Of(in MessageState before, MessageChange change)
    {
        if (before.Status.IsFinal())
        {
            return new(before, MessageStatus.Accepted, IsBehind: true);
        }

        var after = before.Apply(change);
        var stays = after.Status == before.Status;
        var isRenewed = stays && after.Status == MessageStatus.Queued && change is { To: MessageStatus.Queued, Entry.Kind: TimelineKind.Decided };
        return new(
            after,
            stays ? MessageStatus.Accepted : after.Status,
            IsBehind: stays && change.To < before.Status,
            TakesPlace: isRenewed || (!stays && after.Status == MessageStatus.Queued));
    }
}
