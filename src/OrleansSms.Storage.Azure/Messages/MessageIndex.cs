namespace OrleansSms.Storage.Azure.Messages;

/// <summary>Finds messages in memory by what lanes, clock, claims and caps ask for.</summary>
internal sealed class MessageIndex
{
    private readonly Dictionary<(BindKey Bind, MessageCategory Category), SortedSet<MessageId>> _lanes = [];
    private readonly Dictionary<BindKey, SortedSet<MessageId>> _intents = [];
    private readonly SortedSet<(long DueAt, MessageId Id)> _due =
        new(Comparer<(long DueAt, MessageId Id)>.Create(static (left, right) =>
            left.DueAt != right.DueAt ? left.DueAt.CompareTo(right.DueAt) : IdOrder.Instance.Compare(left.Id, right.Id)));

    private readonly Dictionary<(Msisdn Recipient, string Account), SortedSet<MessageId>> _counted = [];

    /// <summary>A message goes from one state to another; null = it is not in memory.</summary>
    public void Move(MessageId id, HeldState? before, HeldState? after)
    {
        Move(_lanes, id, before?.Lane, after?.Lane);
        Move(_intents, id, before?.IntentBind, after?.IntentBind);
        Move(_counted, id, Cap(before), Cap(after));
        var (due, next) = (Due(before), Due(after));
        if (due != next)
        {
            if (due is { } old)
            {
                _due.Remove((old, id));
            }

            if (next is { } at)
            {
                _due.Add((at, id));
            }
        }
    }

    /// <summary>A lane behind an id, oldest first.</summary>
    public IEnumerable<MessageId> Lane(BindKey bind, MessageCategory category, MessageId? after)
    {
        if (!_lanes.TryGetValue((bind, category), out var lane))
        {
            return [];
        }

        // A view has no exclusive bounds, and needs an upper one that is not below the lower.
        return after is not { } from ? lane
            : lane.Count == 0 || IdOrder.Instance.Compare(lane.Max, from) <= 0 ? []
            : lane.GetViewBetween(from, lane.Max).SkipWhile(id => id == from);
    }

    /// <summary>What a bind is about to send.</summary>
    public IEnumerable<MessageId> Intended(BindKey bind) => _intents.TryGetValue(bind, out var ids) ? ids : [];

    /// <summary>What is due, earliest first.</summary>
    public IEnumerable<MessageId> DueAt(long now) => _due.TakeWhile(due => due.DueAt <= now).Select(static due => due.Id);

    /// <summary>What counts towards a cap.</summary>
    public IEnumerable<MessageId> Counted(Msisdn recipient, string account) =>
        _counted.TryGetValue((recipient, account), out var ids) ? ids : [];

    private static long? Due(HeldState? state) => state?.Record.IsWaiting() == true ? state.Record.DueAt : null;

    private static (Msisdn Recipient, string Account)? Cap(HeldState? state) =>
        state?.Record.Message is { CountsTowardsCap: true } message ? (message.To, message.Account) : null;

    private static void Move<TKey>(Dictionary<TKey, SortedSet<MessageId>> index, MessageId id, TKey? before, TKey? after)
        where TKey : struct
    {
        if (EqualityComparer<TKey?>.Default.Equals(before, after))
        {
            return;
        }

        if (before is { } old && index.TryGetValue(old, out var ids) && ids.Remove(id) && ids.Count == 0)
        {
            index.Remove(old);
        }

        if (after is { } key)
        {
            if (!index.TryGetValue(key, out var others))
            {
                index[key] = others = new SortedSet<MessageId>(IdOrder.Instance);
            }

            others.Add(id);
        }
    }
}
